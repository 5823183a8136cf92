import { PortalSessionsService } from '../../../src/plugins/portal/sign-in/portal-sessions.service';
import type { PortalOnServer } from '../../support/portal';
import { Browser } from '../../testkit/browser';

/** A browser in which the customer is signed in, without the e-mail with the link. */
export async function signedIn(
  { server }: PortalOnServer,
  email: string,
  headers: Record<string, string> = {},
): Promise<Browser> {
  const browser = new Browser(server, headers);
  browser.cookies.set('keyward_portal', await server.app.get(PortalSessionsService).start(email.toLowerCase()));
  return browser;
}

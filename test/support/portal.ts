import { LessThanOrEqual } from 'typeorm';
import { MailSenderService } from '../../src/core/platform/mail/mail-sender.service';
import { Mail } from '../../src/core/platform/mail/mail.entity';
import { PortalSessionsService } from '../../src/plugins/portal/sign-in/portal-sessions.service';
import { Browser, type Visit } from '../testkit/browser';
import { runQueued } from '../testkit/jobs';
import { TestServer } from '../testkit/server';
import { MailListener, type ReceivedMail } from '../testkit/smtp';
import { until } from '../testkit/until';

export const PORTAL_URL = 'https://licenses.example';
const COOKIE = 'keyward_portal';

/** A server whose customers can sign in, and the mail server that their links are sent by. */
export class PortalOnServer {
  private constructor(
    readonly server: TestServer,
    readonly smtp: MailListener,
  ) {}

  /** @param environment settings of a server of its own; without any, other spec files use it before and after */
  static async start(environment?: Record<string, string>): Promise<PortalOnServer> {
    const server = environment
      ? await TestServer.start(environment)
      : await TestServer.shared({ PUBLIC_URL: PORTAL_URL });
    await server.adminToken();
    server.app.get(MailSenderService).start();
    const portal = new PortalOnServer(server, await MailListener.start());
    await portal.set({
      'mail.smtp_url': portal.smtp.url,
      'mail.from': 'Halden Audio <sales@halden.example>',
      'portal.enabled': true,
      'portal.color': '#0b6b5c',
      'portal.support_email': 'support@halden.example',
    });
    return portal;
  }

  async stop(): Promise<void> {
    await this.smtp.stop();
    await this.server.stop();
  }

  async set(values: Record<string, unknown>): Promise<void> {
    const { status, body } = await this.server.asAdmin('PATCH', '/api/v1/settings', { body: values });
    expect([status, body.error]).toEqual([200, undefined]);
  }

  async customer(email: string, more: Record<string, unknown> = {}): Promise<{ id: string }> {
    const { status, body } = await this.server.asAdmin('POST', '/api/v1/customers', {
      body: { name: 'Ada Lovelace', email, ...more },
    });
    expect([status, body.error]).toEqual([201, undefined]);
    return body;
  }

  /** Number of e-mails, once none of them is on its way: others were asked for later. */
  async mailsSoFar(): Promise<number> {
    await until('all e-mails have arrived', async () => {
      const due = { state: 'queued' as const, dueAt: LessThanOrEqual(this.server.clock.now()) };
      return !(await this.server.dataSource.manager.existsBy(Mail, due));
    });
    return this.smtp.received.length;
  }

  /** Runs the work, which asks for e-mails; the e-mails that it caused. */
  async mailsOf(count: number, work: () => Promise<unknown>): Promise<readonly ReceivedMail[]> {
    const before = await this.mailsSoFar();
    await work();
    await runQueued(this.server, 'portal-mail');
    return (await this.smtp.arrived(before + count)).slice(before);
  }

  /** The path of the link that a customer gets. */
  async linkFor(email: string, browser = new Browser(this.server)): Promise<string> {
    const before = this.smtp.received.length;
    await browser.post('/portal', { email });
    await runQueued(this.server, 'portal-mail');
    // Mails about other things may arrive meanwhile.
    const linkFor = (): string | undefined =>
      this.smtp.received
        .slice(before)
        .filter(({ recipients }) => recipients.includes(email.toLowerCase()))
        .map(linkIn)
        .find((path) => path.startsWith('/portal/sign-in'));
    await until(`a link for ${email}`, () => linkFor() !== undefined);
    return linkFor() ?? '';
  }

  /** A browser in which the customer is signed in, without the e-mail with the link. */
  async signedIn(email: string, headers: Record<string, string> = {}): Promise<Browser> {
    const browser = new Browser(this.server, headers);
    browser.cookies.set(COOKIE, await this.server.app.get(PortalSessionsService).start(email.toLowerCase()));
    return browser;
  }
}

/** The path of the link in an e-mail. */
export function linkIn(mail: ReceivedMail | undefined): string {
  const [, path = ''] = new RegExp(`${PORTAL_URL}(/portal/\\S+)`).exec(mail?.text ?? '') ?? [];
  return path;
}

export const tokenIn = (link: string): string => new URLSearchParams(link.split('?')[1]).get('token') ?? '';

/** The words of a page, without its elements. */
export const wordsOf = ({ html }: Visit): string =>
  html
    .replace(/<(script|style)[^]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

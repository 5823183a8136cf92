import { Browser } from '../testkit/browser';
import type { TestServer } from '../testkit/server';

/** Signs in once. Each browser that the returned function makes has this session, and nothing else of the others. */
export async function signedIn(server: TestServer, username?: string, password?: string): Promise<() => Browser> {
  const first = new Browser(server);
  await first.signIn(username, password);
  return () => first.copy();
}

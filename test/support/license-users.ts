import type { Answer, TestServer } from '../testkit/server';

/** Assigns a user to a license as an admin: an e-mail address, or an external id. */
export function assign(server: TestServer, license: { id: string }, user: string): Promise<Answer> {
  const body = user.includes('@') ? { email: user } : { external_id: user };
  return server.asAdmin('POST', `/api/v1/licenses/${license.id}/users`, { body });
}

/** The e-mail addresses and external ids of a license's users, newest first. */
export async function usersOf(server: TestServer, license: { id: string }): Promise<string[]> {
  const { body } = await server.asAdmin('GET', `/api/v1/licenses/${license.id}/users?limit=100`);
  return body.items.map(({ email, external_id }: Record<string, string>) => email ?? external_id);
}

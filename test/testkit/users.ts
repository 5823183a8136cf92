import type { InjectOptions } from 'light-my-request';
import type { Answer, Call, TestServer } from './server';

/** Of each user that `createLoggedInUser` makes. */
export const PASSWORD = 'the password of everybody else';

/** A user with a session. */
export interface LoggedInUser {
  readonly id: string;
  readonly username: string;
  readonly token: string;
  call(method: InjectOptions['method'], url: string, call?: Call): Promise<Answer>;
}

let count = 0;

/** Creates a user with that role and logs in. */
export async function createLoggedInUser(
  server: TestServer,
  role: string,
  username = `${role.replaceAll(' ', '-')}-${++count}`,
): Promise<LoggedInUser> {
  const { status, body } = await server.asAdmin('POST', '/api/v1/users', {
    body: { username, password: PASSWORD, role },
  });
  if (status !== 201) {
    throw new Error(`The user was not created: ${JSON.stringify(body)}`);
  }
  return { id: body.id, username, ...withToken(server, await server.logIn(username, PASSWORD)) };
}

/** Makes calls with this token. */
export function withToken(server: TestServer, token: string): Pick<LoggedInUser, 'token' | 'call'> {
  return {
    token,
    call: (method, url, call = {}) =>
      server.call(method, url, { ...call, headers: { authorization: `Bearer ${token}`, ...call.headers } }),
  };
}

export async function isLoggedIn(server: TestServer, token: string): Promise<boolean> {
  return (await withToken(server, token).call('GET', '/api/v1/auth/me')).status === 200;
}

/** Returns the status of a log-in attempt. */
export async function logInStatus(server: TestServer, username: string, password: string): Promise<number> {
  return (await server.call('POST', '/api/v1/auth/login', { body: { username, password } })).status;
}

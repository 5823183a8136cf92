import type { InjectOptions } from 'light-my-request';
import type { Role } from '../../src/identity/users/user.entity';
import type { Answer, Call, TestServer } from './server';

export const PASSWORD = 'the password of everybody else';

/** Somebody who has logged in. */
export interface Person {
  readonly id: string;
  readonly username: string;
  readonly token: string;
  call(method: InjectOptions['method'], url: string, call?: Call): Promise<Answer>;
}

let count = 0;

/** A new user of that role, as an owner makes one, with a session. */
export async function aPerson(server: TestServer, role: Role, username = `${role}-${++count}`): Promise<Person> {
  const { status, body } = await server.asAdmin('POST', '/api/v1/users', {
    body: { username, password: PASSWORD, role },
  });
  if (status !== 201) {
    throw new Error(`The user was not made: ${JSON.stringify(body)}`);
  }
  return { id: body.id, username, ...withToken(server, await server.logIn(username, PASSWORD)) };
}

/** Calls with this token. */
export function withToken(server: TestServer, token: string): Pick<Person, 'token' | 'call'> {
  return {
    token,
    call: (method, url, call = {}) =>
      server.call(method, url, { ...call, headers: { authorization: `Bearer ${token}`, ...call.headers } }),
  };
}

export async function isLoggedIn(server: TestServer, token: string): Promise<boolean> {
  return (await withToken(server, token).call('GET', '/api/v1/auth/me')).status === 200;
}

/** The status of a log-in with that name and password. */
export async function logInStatus(server: TestServer, username: string, password: string): Promise<number> {
  return (await server.call('POST', '/api/v1/auth/login', { body: { username, password } })).status;
}

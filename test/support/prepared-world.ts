import type { DocumentedOperation } from './conformance';
import { ADMIN_PASSWORD } from '../testkit/credentials';
import type { TestServer } from '../testkit/server';
import { createLoggedInUser } from '../testkit/users';

/** Data that calls need, created once for a document. */
export interface PreparedWorld {
  server: TestServer;
  externalKey: string;
  internalKey: string;
  /** The token of the user whom the last call of an own second factor was prepared for. */
  preparedToken: string;
  /** Returns a text that no other world has. */
  name(): string;
  headersFor(operation: DocumentedOperation): Promise<Record<string, string>>;
  wrongCallerFor(operation: DocumentedOperation): Record<string, string>;
}

/** Operations that revoke the token they are called with. */
export const ENDS_SESSION = ['logOut', 'endOwnSession', 'changePassword'];

/** Operations that a user calls whom `good` has made. */
const OF_PREPARED_USER = ['beginSecondFactor', 'confirmSecondFactor', 'createRecoveryCodes', 'removeSecondFactor'];

/** Path parameters by name, `query` and `body`. */
export type Sent = Record<string, unknown>;

export interface OperationCall {
  good: (world: PreparedWorld) => Promise<Sent> | Sent;
  bad?: (world: PreparedWorld) => Promise<Sent> | Sent;
}

let count = 0;

export async function worldOn(server: TestServer): Promise<PreparedWorld> {
  const keyOf = async (kind: string) => {
    const { body } = await server.asAdmin('POST', '/api/v1/api-keys', { body: { name: kind, kind } });
    return body.key as string;
  };
  const externalKey = await keyOf('external');
  const internalKey = await keyOf('internal');
  const world: PreparedWorld = {
    server,
    externalKey,
    internalKey,
    preparedToken: '',
    name: () => `thing-${(count += 1)}`,
    headersFor: async (operation): Promise<Record<string, string>> => {
      if (!operation.needsCredential) {
        return {};
      }
      if (OF_PREPARED_USER.includes(operation.id)) {
        return { authorization: `Bearer ${world.preparedToken}` };
      }
      // Ends sessions of the caller: use another user than the first admin.
      if (operation.id === 'changePassword' || operation.id === 'endOtherSessions') {
        return { authorization: `Bearer ${(await createLoggedInUser(server, 'viewer')).token}` };
      }
      if (!operation.takesTokens) {
        return { 'x-api-key': externalKey };
      }
      // One session for all calls except those that end it.
      const token = ENDS_SESSION.includes(operation.id)
        ? await server.logIn('admin', ADMIN_PASSWORD)
        : await server.adminToken();
      return { authorization: `Bearer ${token}` };
    },
    wrongCallerFor: (operation) => ({ 'x-api-key': operation.takesTokens ? externalKey : internalKey }),
  };
  return world;
}

import { EVERY_USER } from '../../support/callers-of-operations';
import type { ApiContract } from '../../support/contracts';
import { user } from '../../support/prepared-things';
import type { OperationCall } from '../../support/prepared-world';

const calls: Record<string, OperationCall> = {
  createUser: { good: ({ name }) => ({ body: { username: name(), password: 'a password', role: 'viewer' } }) },
  inviteUser: { good: ({ name }) => ({ body: { username: name(), role: 'viewer' } }) },
  listUsers: { good: () => ({}), bad: () => ({ query: { limit: '0' } }) },
  getUser: { good: async (world) => ({ id: (await user(world)).id }) },
  updateUser: { good: async (world) => ({ id: (await user(world)).id, body: { email: 'jane@example.com' } }) },
  deactivateUser: { good: async (world) => ({ id: (await user(world)).id }) },
  activateUser: { good: async (world) => ({ id: (await user(world)).id }) },
  resetSecondFactor: { good: async (world) => ({ id: (await user(world)).id }) },
  listUserSessions: { good: async (world) => ({ id: (await user(world)).id }) },
  endUserSessions: { good: async (world) => ({ id: (await user(world)).id }) },
};

const callers: Record<string, string> = {
  createUser: 'owner admin',
  inviteUser: 'owner admin',
  listUsers: EVERY_USER,
  getUser: EVERY_USER,
  updateUser: 'owner admin',
  deactivateUser: 'owner admin',
  activateUser: 'owner admin',
  resetSecondFactor: 'owner',
  listUserSessions: EVERY_USER,
  endUserSessions: 'owner admin',
};

export const contract: ApiContract = { calls, callers };

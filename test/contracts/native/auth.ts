import { EVERY_USER, EVERYBODY } from '../../support/callers-of-operations';
import type { ApiContract } from '../../support/contracts';
import { ADMIN_PASSWORD } from '../../testkit/credentials';
import {
  begunSecondFactor,
  EXAMPLE_PASSWORD,
  ownSession,
  preparedUser,
  provenSecondFactor,
} from '../../support/prepared-things';
import type { OperationCall } from '../../support/prepared-world';
import { PASSWORD } from '../../testkit/users';

const calls: Record<string, OperationCall> = {
  logIn: {
    good: () => ({ body: { username: 'admin', password: ADMIN_PASSWORD } }),
    bad: () => ({ body: { username: 'admin', password: 'wrong' } }),
  },
  logOut: { good: () => ({}) },
  getMe: { good: () => ({}) },
  changePassword: {
    good: () => ({ body: { current_password: PASSWORD, new_password: 'a new password' } }),
    bad: () => ({ body: { current_password: 'wrong', new_password: 'a new password' } }),
  },
  getSecondFactor: { good: () => ({}) },
  beginSecondFactor: {
    good: async (world) => {
      await preparedUser(world);
      return { body: { current_password: EXAMPLE_PASSWORD } };
    },
  },
  confirmSecondFactor: { good: begunSecondFactor },
  createRecoveryCodes: { good: provenSecondFactor },
  removeSecondFactor: { good: provenSecondFactor },
  listOwnSessions: { good: () => ({}), bad: () => ({ query: { after: 'nonsense' } }) },
  endOwnSession: { good: async (world) => ({ id: (await ownSession(world)).id }) },
  endOtherSessions: { good: () => ({}) },
};

const callers: Record<string, string> = {
  logIn: EVERYBODY,
  logOut: EVERY_USER,
  getMe: EVERY_USER,
  changePassword: EVERY_USER,
  getSecondFactor: EVERY_USER,
  beginSecondFactor: EVERY_USER,
  confirmSecondFactor: EVERY_USER,
  createRecoveryCodes: EVERY_USER,
  removeSecondFactor: EVERY_USER,
  listOwnSessions: EVERY_USER,
  endOwnSession: EVERY_USER,
  endOtherSessions: EVERY_USER,
};

export const contract: ApiContract = { calls, callers };

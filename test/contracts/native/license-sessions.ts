import { READERS, SEAT_KEEPERS } from '../../support/callers-of-operations';
import type { ApiContract } from '../../support/contracts';
import { activated, session } from '../../support/prepared-things';
import type { OperationCall } from '../../support/prepared-world';

const calls: Record<string, OperationCall> = {
  listLicenseSessions: {
    good: async (world) => {
      await world.server.withKey('POST', '/api/license/session/end', { body: await session(world) });
      await session(world);
      return { query: { limit: '2' } };
    },
    bad: () => ({ query: { running: 'perhaps' } }),
  },
  terminateLicenseSession: {
    good: async (world) => ({
      id: (await world.server.call('POST', '/api/v1/license-sessions', { body: await activated(world) })).body
        .session_id,
    }),
  },
};

const callers: Record<string, string> = {
  listLicenseSessions: READERS,
  terminateLicenseSession: SEAT_KEEPERS,
};

export const contract: ApiContract = { calls, callers };

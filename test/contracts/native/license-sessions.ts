import { MANAGERS, READERS, SEAT_KEEPERS } from '../../support/callers-of-operations';
import type { ApiContract } from '../../support/contracts';
import { activated, seatReservation, session } from '../../support/prepared-things';
import type { OperationCall } from '../../support/prepared-world';

const RESERVED = { name: 'Laboratory', reserved_for: 'networks', members: ['10.20.0.0/16'], seats: 1 };

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
  listSeatReservations: {
    good: async (world) => ({ id: (await seatReservation(world)).id, query: { limit: '2' } }),
    bad: () => ({ id: 'any', query: { limit: '0' } }),
  },
  createSeatReservation: {
    good: async (world) => ({ id: (await seatReservation(world)).id, body: RESERVED }),
    bad: async (world) => ({ id: (await seatReservation(world)).id, body: { ...RESERVED, seats: 0 } }),
  },
  getSeatReservation: { good: seatReservation },
  replaceSeatReservation: {
    good: async (world) => ({ ...(await seatReservation(world)), body: RESERVED }),
    bad: async (world) => ({ ...(await seatReservation(world)), body: { ...RESERVED, members: [] } }),
  },
  deleteSeatReservation: { good: seatReservation },
  getSeatUsage: {
    good: async (world) => ({ id: (await seatReservation(world)).id, query: { by: 'user' } }),
    bad: () => ({ id: 'any', query: { by: 'planet' } }),
  },
  exportSeatUsage: {
    good: async (world) => ({ id: (await seatReservation(world)).id }),
    bad: () => ({ id: 'any', query: { from: 'yesterday' } }),
  },
};

const callers: Record<string, string> = {
  listLicenseSessions: READERS,
  terminateLicenseSession: SEAT_KEEPERS,
  listSeatReservations: READERS,
  createSeatReservation: MANAGERS,
  getSeatReservation: READERS,
  replaceSeatReservation: MANAGERS,
  deleteSeatReservation: MANAGERS,
  getSeatUsage: READERS,
  exportSeatUsage: READERS,
};

export const contract: ApiContract = { calls, callers };

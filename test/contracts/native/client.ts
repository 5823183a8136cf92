import { EVERYBODY } from '../../support/callers-of-operations';
import type { ApiContract } from '../../support/contracts';
import { metered } from '../../support/meters';
import { issued } from '../../testkit/issue';
import {
  activated,
  license,
  release,
  releaseArtifact,
  startedSession,
  ticketedDownload,
} from '../../support/prepared-things';
import type { OperationCall, PreparedWorld } from '../../support/prepared-world';

const calls: Record<string, OperationCall> = {
  startLicenseSession: { good: async (world) => ({ body: await activated(world) }) },
  sendLicenseSessionHeartbeat: { good: startedSession },
  endLicenseSession: { good: startedSession },
  changeLicenseSessionFeatures: {
    good: async (world) => ({ body: { ...(await startedSession(world)).body, take: ['render'] } }),
  },
  requestLicenseFile: { good: async (world) => ({ body: await activated(world) }) },
  activate: { good: async (world) => ({ body: { license_key: (await license(world)).key, hardware_id: 'desk' } }) },
  validate: { good: async (world) => ({ body: await activated(world) }) },
  checkForUpdate: {
    good: async (world) => ({ body: { product: (await release(world)).product, current_version: '0.9' } }),
  },
  getLatestRelease: { good: release },
  listReleases: { good: release },
  downloadRelease: { good: release },
  downloadReleaseArtifact: { good: releaseArtifact },
  downloadWithTicket: { good: ticketedDownload },
  getUpdateFeed: { good: async (world) => ({ product: (await release(world)).product, file: 'feed.json' }) },
  heartbeat: { good: async (world) => ({ body: await activated(world) }) },
  deactivate: { good: async (world) => ({ body: await activated(world) }) },
  recordUsage: {
    good: async ({ server }) => {
      const { key } = await metered(server, { exports: { limit: 10 } });
      return { body: { license_key: key, items: [{ meter: 'exports', amount: 1 }] } };
    },
    bad: () => ({ body: { license_key: 'any', items: [] } }),
  },
  reserveUsage: {
    good: async ({ server }) => {
      const { key } = await metered(server, { exports: { limit: 10 } });
      return { body: { license_key: key, items: [{ meter: 'exports', amount: 1 }] } };
    },
    bad: () => ({ body: { license_key: 'any', items: [] } }),
  },
  takeRateLimit: {
    good: async ({ server }) => {
      const rate_limits = { reports: { limit: 100, window: 'day' } };
      const { key } = await issued(server, { policy_overrides: { rate_limits } });
      return { body: { license_key: key, limit: 'reports' } };
    },
    bad: () => ({ body: { license_key: 'any', limit: '' } }),
  },
  commitReservation: { good: reservation },
  releaseReservation: { good: reservation },
};

async function reservation({ server }: PreparedWorld) {
  const { key: license_key } = await metered(server, { exports: { limit: 10 } });
  const items = [{ meter: 'exports', amount: 1 }];
  const { body } = await server.call('POST', '/api/v1/usage/reservations', { body: { license_key, items } });
  return { body: { reservation_token: body.reservation_token } };
}

const callers: Record<string, string> = {
  startLicenseSession: EVERYBODY,
  sendLicenseSessionHeartbeat: EVERYBODY,
  endLicenseSession: EVERYBODY,
  changeLicenseSessionFeatures: EVERYBODY,
  requestLicenseFile: EVERYBODY,
  activate: EVERYBODY,
  validate: EVERYBODY,
  checkForUpdate: EVERYBODY,
  getLatestRelease: EVERYBODY,
  listReleases: EVERYBODY,
  downloadRelease: EVERYBODY,
  downloadReleaseArtifact: EVERYBODY,
  downloadWithTicket: EVERYBODY,
  getUpdateFeed: EVERYBODY,
  heartbeat: EVERYBODY,
  deactivate: EVERYBODY,
  recordUsage: EVERYBODY,
  reserveUsage: EVERYBODY,
  takeRateLimit: EVERYBODY,
  commitReservation: EVERYBODY,
  releaseReservation: EVERYBODY,
};

export const contract: ApiContract = { calls, callers };

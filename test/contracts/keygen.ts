import { EVERYBODY, MANAGERS } from '../support/callers-of-operations';
import type { ApiContract } from '../support/contracts';
import { issued } from '../testkit/issue';
import type { OperationCall, PreparedWorld } from '../support/prepared-world';

/** A license, which authenticates its requests. */
const license = async ({ server }: PreparedWorld) => {
  const { id, key } = await issued(server);
  return { id, key, headers: { authorization: `License ${key}` } };
};

const machineOf = (id: string, fingerprint: string) => ({
  data: {
    type: 'machines',
    attributes: { fingerprint, platform: 'macOS', cores: 8 },
    relationships: { license: { data: { type: 'licenses', id } } },
  },
});

/** A license with an active machine, by whose id it is called. */
const machine = async (world: PreparedWorld) => {
  const { id, headers } = await license(world);
  const body = machineOf(id, world.name());
  const { body: activated } = await world.server.call('POST', '/v1/machines', { body, headers });
  return { id: activated.data.id, headers };
};

/** The machine alone: staff has its own credential. */
const machineOnly = async (world: PreparedWorld) => ({ id: (await machine(world)).id });

/** Whose credential does not take the place of the license: a token is sent in the same header. */
const BY_LICENSE = 'internal external system stranger';

const calls: Record<string, OperationCall> = {
  validateKey: { good: async (world) => ({ body: { meta: { key: (await license(world)).key } } }) },
  validateLicense: { good: async (world) => ({ ...(await license(world)), body: { meta: { scope: {} } } }) },
  quickValidateLicense: { good: license },
  getLicense: { good: license },
  getCurrentLicense: { good: license },
  getProfile: { good: license },
  listMachines: { good: license },
  listEntitlements: { good: license },
  activateMachine: {
    good: async (world) => {
      const { id, headers } = await license(world);
      return { headers, body: machineOf(id, world.name()) };
    },
  },
  listOwnMachines: { good: license },
  getMachine: { good: machine },
  deactivateMachine: { good: machine },
  pingMachine: { good: machine },
  pingMachineHeartbeat: { good: machine },
  resetMachine: { good: machineOnly },
  resetMachineHeartbeat: { good: machineOnly },
};

export const contract: ApiContract = {
  calls,
  callers: {
    ...Object.fromEntries(Object.keys(calls).map((id) => [id, BY_LICENSE])),
    validateKey: EVERYBODY,
    resetMachine: MANAGERS,
    resetMachineHeartbeat: MANAGERS,
  },
  guarded: { method: 'POST', url: '/v1/machines/nobody-has-this/actions/reset', kind: 'internal', refused: 429 },
  endpoints: [
    'POST /v1/licenses/actions/validate-key',
    'POST /v1/licenses/{id}/actions/validate',
    'GET /v1/licenses/{id}/actions/validate',
    'GET /v1/licenses/{id}',
    'GET /v1/me',
    'GET /v1/profile',
    'GET /v1/licenses/{id}/machines',
    'GET /v1/licenses/{id}/entitlements',
    'POST /v1/machines',
    'GET /v1/machines',
    'GET /v1/machines/{id}',
    'DELETE /v1/machines/{id}',
    'POST /v1/machines/{id}/actions/ping',
    'POST /v1/machines/{id}/actions/ping-heartbeat',
    'POST /v1/machines/{id}/actions/reset',
    'POST /v1/machines/{id}/actions/reset-heartbeat',
  ],
};

import { EVERYBODY } from '../support/callers-of-operations';
import type { ApiContract } from '../support/contracts';
import { issued } from '../testkit/issue';
import type { OperationCall, PreparedWorld } from '../support/prepared-world';

/** A license with an active instance. */
const instance = async ({ server, name }: PreparedWorld) => {
  const { key: license_key } = await issued(server);
  const body = { license_key, instance_name: name() };
  const { body: activated } = await server.call('POST', '/v1/licenses/activate', { body });
  return { body: { license_key, instance_id: activated.instance.id } };
};

const calls: Record<string, OperationCall> = {
  activateLicense: {
    good: async ({ server, name }) => ({ body: { license_key: (await issued(server)).key, instance_name: name() } }),
  },
  validateLicense: { good: instance },
  deactivateLicense: { good: instance },
};

export const contract: ApiContract = {
  calls,
  callers: { activateLicense: EVERYBODY, validateLicense: EVERYBODY, deactivateLicense: EVERYBODY },
  endpoints: ['POST /v1/licenses/activate', 'POST /v1/licenses/validate', 'POST /v1/licenses/deactivate'],
};

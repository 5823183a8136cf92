import { EVERYBODY, MANAGERS } from '../support/callers-of-operations';
import type { ApiContract } from '../support/contracts';
import { issued } from '../testkit/issue';
import type { OperationCall, PreparedWorld } from '../support/prepared-world';

const license = async ({ server }: PreparedWorld) => ({
  body: { product_id: 'v2-default', license_key: (await issued(server)).key },
});
const bad = () => ({ body: { license_key: 7 } });

const calls: Record<string, OperationCall> = {
  verifyLicense: { good: license, bad },
  enableLicense: { good: license, bad },
  disableLicense: { good: license, bad },
  decrementUsesCount: { good: license, bad },
  rotateLicense: { good: license, bad },
};

export const contract: ApiContract = {
  calls,
  callers: {
    verifyLicense: EVERYBODY,
    enableLicense: MANAGERS,
    disableLicense: MANAGERS,
    decrementUsesCount: MANAGERS,
    rotateLicense: MANAGERS,
  },
  endpoints: [
    'POST /v2/licenses/verify',
    'PUT /v2/licenses/enable',
    'PUT /v2/licenses/disable',
    'PUT /v2/licenses/decrement_uses_count',
    'PUT /v2/licenses/rotate',
  ],
  guarded: { method: 'PUT', url: '/v2/licenses/enable', kind: 'internal', refused: 429 },
};

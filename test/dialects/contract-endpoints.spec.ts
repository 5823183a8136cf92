import { Contract } from '../support/conformance';

/** Every endpoint of each contract, and of what programs in the field are known to call beside it. */
const CONTRACTS: Record<string, string[]> = {
  v2: [
    'GET /',
    'GET /health',
    'POST /api/license/activate',
    'POST /api/license/verify',
    'GET /api/license/info/{license_key}',
    'POST /api/license/heartbeat',
    'POST /api/license/session/start',
    'POST /api/license/session/heartbeat',
    'POST /api/license/session/end',
    'POST /api/version/check',
    'GET /api/version/latest',
  ],
  lic: [
    'POST /api/verify',
    'POST /api/auth/login',
    'POST /api/auth/logout',
    'GET /api/licenses',
    'POST /api/licenses',
    'PUT /api/licenses/{id}',
    'DELETE /api/licenses/{id}',
    'POST /api/licenses/{id}/extend',
    'POST /api/licenses/{id}/disable',
    'POST /api/licenses/{id}/enable',
    'POST /api/licenses/{id}/unbind',
    'GET /api/stats',
    'GET /api/logs',
  ],
  progran3: [
    'GET /api/licenses',
    'POST /api/licenses',
    'GET /api/licenses/{id}',
    'PUT /api/licenses/{id}',
    'DELETE /api/licenses/{id}',
    'POST /api/licenses/generate',
    'POST /api/licenses/activate',
    'POST /api/licenses/validate',
    'GET /api/systems',
    'POST /api/systems',
    'GET /api/heartbeats',
    'POST /api/heartbeats',
    'POST /api/telemetry',
    'GET /api/dashboard/stats',
  ],
  smbeauty: [
    'GET /health',
    'POST /api/license/health',
    'GET /api/license/download/{app_bundle_id}',
    'POST /api/admin/license/config',
    'PUT /api/admin/license/config/{app_bundle_id}',
    'GET /api/admin/license/config/{app_bundle_id}',
    'DELETE /api/admin/license/config/{app_bundle_id}',
    'GET /api/admin/license/configs',
    'POST /api/admin/license/upload/{app_bundle_id}',
  ],
};

describe.each(Object.entries(CONTRACTS))('the document of %s', (dialect, endpoints) => {
  it('has every endpoint of the contract, and no other', () => {
    const { operations } = new Contract(`openapi/${dialect}.json`);
    const documented = operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
    expect(documented.sort()).toEqual([...endpoints].sort());
  });
});

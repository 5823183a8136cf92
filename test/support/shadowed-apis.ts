import type { License } from '../../sdk/src/generated/native';
import { formOf } from './edd';
import type { Answer, TestServer } from '../testkit/server';

export const SITE = 'https://www.example.com/blog';
export const PRODUCT = 'plugin';
/** What is the product called in requests and answers. */
export const PRODUCT_FIELDS = {
  name: 'Example Plugin',
  metadata: { gumroad: { product_id: 'G-1==' }, lemon_squeezy: { product_id: 4711, one_instance_per_name: true } },
};
export const ADA = { email: 'ada@shop.example', name: 'Ada Example' };
/** The license that the old server knows. */
export const KNOWN = { product: PRODUCT, max_activations: 3, expires_at: '2099-01-01T23:59:59Z' };

/** Calls of the programs of an API. */
export interface ShadowedProgram {
  readonly api: string;
  readonly activate: (server: TestServer, key: string) => Promise<Answer>;
  readonly check: (server: TestServer, key: string) => Promise<Answer>;
  /** Of `check`. */
  readonly operation: string;
  /** Fields of its answer that differ if the license has expired here. */
  readonly expired: readonly string[];
  /** Parts of a license that the answers tell. */
  readonly learned: Partial<License>;
  readonly tells: readonly ('customer' | 'device')[];
}

const TOLD = { max_activations: 3, expires_at: '2099-01-01T23:59:59.000Z' };

function edd(server: TestServer, action: string, license: string): Promise<Answer> {
  return server.call('POST', '/', formOf({ edd_action: action, license, item_name: PRODUCT_FIELDS.name, url: SITE }));
}

function slm(server: TestServer, action: string, key: string): Promise<Answer> {
  const query = {
    slm_action: action,
    secret_key: server.systemKey,
    license_key: key,
    registered_domain: 'example.com',
  };
  return server.call('GET', '/', { query });
}

function gumroad(server: TestServer, license_key: string): Promise<Answer> {
  return server.call('POST', '/v2/licenses/verify', formOf({ product_id: 'G-1==', license_key }));
}

function licenseManager(server: TestServer, call: string, license_code: string): Promise<Answer> {
  const body = { product_id: PRODUCT, license_code, client_name: 'Ada' };
  return server.withKey('POST', `/api/external/license/${call}`, { body, headers: { 'x-api-url': SITE } });
}

export const SHADOWED_PROGRAMS: readonly ShadowedProgram[] = [
  {
    api: 'edd',
    activate: (server, key) => edd(server, 'activate_license', key),
    check: (server, key) => edd(server, 'check_license', key),
    operation: 'POST /?edd_action=check_license',
    expired: ['expires', 'license'],
    learned: TOLD,
    tells: ['customer', 'device'],
  },
  {
    api: 'slm',
    activate: (server, key) => slm(server, 'slm_activate', key),
    check: (server, key) => slm(server, 'slm_check', key),
    operation: 'GET /?slm_action=slm_check',
    expired: ['date_expiry', 'status'],
    learned: TOLD,
    tells: ['customer', 'device'],
  },
  {
    api: 'lemon-squeezy',
    activate: (server, license_key) =>
      server.call('POST', '/v1/licenses/activate', formOf({ license_key, instance_name: 'desk' })),
    check: (server, license_key) => server.call('POST', '/v1/licenses/validate', formOf({ license_key })),
    operation: 'POST /v1/licenses/validate',
    expired: ['error', 'license_key.expires_at', 'license_key.status', 'valid'],
    learned: TOLD,
    tells: ['customer', 'device'],
  },
  {
    api: 'gumroad',
    activate: gumroad,
    check: gumroad,
    operation: 'POST /v2/licenses/verify',
    expired: ['+message', '-purchase', 'success'],
    learned: { max_activations: null, expires_at: null },
    tells: ['customer'],
  },
  {
    api: 'license-manager',
    activate: (server, key) => licenseManager(server, 'activate', key),
    check: (server, key) => licenseManager(server, 'verify', key),
    operation: 'POST /api/external/license/verify',
    expired: ['is_active', 'status'],
    learned: { max_activations: 7, expires_at: TOLD.expires_at },
    tells: ['device'],
  },
];

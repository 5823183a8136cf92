import { MANAGERS, PROGRAMS } from '../support/callers-of-operations';
import type { ApiContract } from '../support/contracts';
import { issued } from '../testkit/issue';
import type { OperationCall, PreparedWorld } from '../support/prepared-world';

const DOMAIN = 'example.com';
const unreadable = () => ({ body: { license_key: ['a list'] } });
const keyOf = async ({ server }: PreparedWorld) => ({ license_key: (await issued(server)).key });

const onDomain = async (world: PreparedWorld) => {
  const body = { ...(await keyOf(world)), registered_domain: DOMAIN };
  await world.server.withKey('POST', '/?slm_action=slm_activate', { body }, world.externalKey);
  return { body };
};

const calls: Record<string, OperationCall> = {
  activateLicense: {
    good: async (world) => ({ body: { ...(await keyOf(world)), registered_domain: DOMAIN } }),
    bad: unreadable,
  },
  deactivateLicense: { good: onDomain, bad: unreadable },
  checkLicense: { good: async (world) => ({ query: (await onDomain(world)).body }) },
  createLicense: {
    good: () => ({ body: { product_ref: 'v2-default', email: 'ada@example.com', date_expiry: '2090-12-31' } }),
    bad: unreadable,
  },
};

const callers: Record<string, string> = {
  activateLicense: PROGRAMS,
  deactivateLicense: PROGRAMS,
  checkLicense: PROGRAMS,
  createLicense: MANAGERS,
};

/** Every endpoint of the contract. */
const endpoints = [
  'POST /?slm_action=slm_activate',
  'POST /?slm_action=slm_deactivate',
  'GET /?slm_action=slm_check',
  'POST /?slm_action=slm_create_new',
];

export const contract: ApiContract = {
  prefix: '/dialects/slm',
  calls,
  callers,
  endpoints,
  // Programs read the code in the body.
  statuses: { unauthenticated: 200, forbidden: 200 },
  guarded: { url: '/dialects/slm/?slm_action=slm_check&license_key=X', kind: 'external', refused: 429 },
};

import type { License } from '../../../sdk/src/generated/native';
import { CountryDatabase } from '../../../src/core/platform/countries/country-database';
import { CountryDatabaseService } from '../../../src/core/platform/countries/country-database.service';
import { messageOf, REFUSALS, type VerdictCode } from '../../../src/core/verification/rules/verdict';
import { aProduct } from '../../testkit/callers';
import { countryDatabaseFile } from '../../../src/testkit/country-database';
import { activate, changed, issued } from '../../testkit/issue';
import { LicenseManager } from '../../support/license-manager';
import { EMAIL, SYSTEM } from '../../support/progran3';
import { sampleOf } from '../../testkit/sample';
import { type Answer, TestServer } from '../../testkit/server';

type Fields = Record<string, unknown>;
/** Status and code, message or flag of an answer. */
type Said = readonly [status: number, said: unknown];

const SITE = { 'x-api-url': 'https://desk.example.com' };
const INVALID_CODE = 'Your license code is invalid.';
const NOT_YOURS = 'License is invalid or not assigned to you.';
const FULL = 'License is already active on the maximum number of installations.';
const USED_UP = 'License is already active on as many installations as its lifetime limit allows.';

let server: TestServer;
let manager: LicenseManager;
beforeAll(async () => {
  server = await TestServer.shared();
  const countries = await CountryDatabase.open(countryDatabaseFile({ '192.0.2.0/24': 'FR' }));
  jest.spyOn(server.app.get(CountryDatabaseService), 'current').mockReturnValue(countries);
  manager = await LicenseManager.on(server);
});
afterAll(() => server.stop());

const v2 = (path: string, licenseKey: string, more: Fields) =>
  server.withKey('POST', `/api/license/${path}`, { body: { license_key: licenseKey, hardware_hash: SYSTEM, ...more } });
const native = (path: string, licenseKey: string, more: Fields) =>
  server.call('POST', `/api/v1/${path}`, { body: { license_key: licenseKey, hardware_id: SYSTEM, ...more } });
const lic = (licenseKey: string, more: Fields) =>
  server.call('POST', '/api/verify', { body: { license_key: licenseKey, machine_code: SYSTEM, ...more } });
const progran3 = (path: string, licenseKey: string, more: Fields) =>
  server.call('POST', `/api/licenses/${path}`, {
    body: { license_key: licenseKey, system_fingerprint: SYSTEM, user_email: EMAIL, ...more },
  });
const modern = (path: string, licenseKey: string, more: Fields) =>
  manager.ask('POST', `license/${path}`, { body: { license_code: licenseKey, ...more }, headers: SITE });
const legacy = (name: string, licenseKey: string, more: Fields) =>
  manager.askLegacy(name, { license_code: licenseKey, client_name: 'Ada', ...more }, SITE);

interface Api {
  readonly ask: (licenseKey: string, more: Fields) => Promise<Answer>;
  readonly said: (body: Answer['body']) => unknown;
  /** What it says for a usable license. */
  readonly usable: Said;
  readonly refused: (code: VerdictCode) => Said;
  /** Answers that differ from `refused`. */
  readonly except?: Readonly<Partial<Record<VerdictCode, Said>>>;
}

const FORBIDDEN: Said = [403, 'FORBIDDEN'];
const MISMATCH: Said = [403, 'MACHINE_MISMATCH'];
const ALREADY_ACTIVATED: Said = [400, 'This license key is already activated'];

/** The answers of `decisions.md`, "Verdict codes at each API". */
const APIS = {
  'native activate': {
    ask: (key, more) => native('activate', key, more),
    said: ({ error, success }) => error?.code ?? success,
    usable: [201, true],
    refused: (code) => [403, code],
    except: {
      NOT_FOUND: [404, 'NOT_FOUND'],
      USES_EXHAUSTED: [409, 'USES_EXHAUSTED'],
      SEATS_EXHAUSTED: [409, 'SEATS_EXHAUSTED'],
      CAPACITY_EXHAUSTED: [409, 'CAPACITY_EXHAUSTED'],
    },
  },
  'native validate': {
    ask: (key, more) => native('validate', key, more),
    said: ({ code }) => code,
    usable: [200, 'VALID'],
    refused: (code) => [200, code],
  },
  'V2 activate': {
    ask: (key, more) => v2('activate', key, more),
    said: ({ error }) => error?.code ?? 'activated',
    usable: [200, 'activated'],
    refused: () => [403, 'LICENSE_INACTIVE'],
    except: {
      NOT_FOUND: [404, 'LICENSE_NOT_FOUND'],
      EXPIRED: [403, 'LICENSE_EXPIRED'],
      DEVICE_BOUND_ELSEWHERE: [409, 'DEVICE_BOUND_ELSEWHERE'],
      USES_EXHAUSTED: [409, 'ACTIVATION_LIMIT_REACHED'],
      SEATS_EXHAUSTED: [409, 'ACTIVATION_LIMIT_REACHED'],
    },
  },
  'V2 verify': {
    ask: (key, more) => v2('verify', key, more),
    said: ({ valid }) => valid,
    usable: [200, true],
    refused: () => [200, false],
  },
  'LIC verify': {
    ask: (key, more) => lic(key, more),
    said: ({ error_code, success }) => error_code ?? success,
    usable: [200, true],
    refused: () => [403, 'INVALID_LICENSE'],
    except: {
      NOT_FOUND: [404, 'LICENSE_NOT_FOUND'],
      DISABLED: [403, 'DISABLED_LICENSE'],
      EXPIRED: [403, 'EXPIRED_LICENSE'],
      DEVICE_BOUND_ELSEWHERE: [403, 'MACHINE_ALREADY_BOUND'],
      NOT_ACTIVATED: MISMATCH,
      DEVICE_MISMATCH: MISMATCH,
    },
  },
  'ProGran3 activate': {
    ask: (key, more) => progran3('activate', key, more),
    said: ({ code, error, success }) => code ?? error ?? success,
    usable: [200, true],
    refused: () => FORBIDDEN,
    except: {
      NOT_FOUND: [400, 'Invalid license key'],
      CUSTOMER_MISMATCH: [403, 'EMAIL_MISMATCH'],
      USES_EXHAUSTED: ALREADY_ACTIVATED,
      SEATS_EXHAUSTED: ALREADY_ACTIVATED,
    },
  },
  'ProGran3 validate': {
    ask: (key, more) => progran3('validate', key, more),
    said: ({ code, error, success }) => code ?? error ?? success,
    usable: [200, true],
    refused: () => FORBIDDEN,
    except: { NOT_FOUND: [404, 'NOT_FOUND'] },
  },
  'License Manager activate': {
    ask: (key, more) => modern('activate', key, more),
    said: ({ message }) => message,
    usable: [200, 'Activated.'],
    refused: (code) => [400, messageOf(code)],
    except: {
      NOT_FOUND: [400, INVALID_CODE],
      PRODUCT_MISMATCH: [400, INVALID_CODE],
      CUSTOMER_MISMATCH: [400, INVALID_CODE],
      USES_EXHAUSTED: [400, USED_UP],
      SEATS_EXHAUSTED: [400, FULL],
    },
  },
  'License Manager verify': {
    ask: (key, more) => modern('verify', key, more),
    said: ({ status, message }) => (status ? true : message),
    usable: [200, true],
    refused: () => [400, NOT_YOURS],
  },
  'LicenseBox activate': {
    ask: (key, more) => legacy('activate_license', key, more),
    said: ({ status, message }) => (status ? true : message),
    usable: [200, true],
    refused: (code) => [200, messageOf(code)],
    except: {
      NOT_FOUND: [200, INVALID_CODE],
      PRODUCT_MISMATCH: [200, INVALID_CODE],
      CUSTOMER_MISMATCH: [200, INVALID_CODE],
      USES_EXHAUSTED: [200, USED_UP],
      SEATS_EXHAUSTED: [200, FULL],
    },
  },
  'LicenseBox verify': {
    ask: (key, more) => legacy('verify_license', key, more),
    said: ({ status, message }) => (status ? true : message),
    usable: [200, true],
    refused: () => [200, NOT_YOURS],
  },
} satisfies Record<string, Api>;

type ApiName = keyof typeof APIS;

const ALL = Object.keys(APIS) as ApiName[];
const named = (part: RegExp): ApiName[] => ALL.filter((name) => part.test(name));
const ACTIVATIONS = named(/activate/);
const CHECKS = ALL.filter((name) => !ACTIVATIONS.includes(name));
const OF_DOMAINS = named(/License(Manager| Manager|Box)/);

/**
 * A license that is usable, until it is changed. For a check, its device is active first, so that nothing else refuses it.
 */
interface State {
  readonly code: VerdictCode;
  /** The APIs that can say it. */
  readonly at: readonly ApiName[];
  readonly isUnseated?: boolean;
  /** Whether the license is the only one of a new product. */
  readonly ownProduct?: boolean;
  /** Fields of the license that are changed. */
  readonly change?: Fields;
  readonly arrange?: (license: License) => Promise<unknown>;
  /** Fields of the request, by API. */
  readonly ask?: Partial<Record<ApiName, Fields>>;
}

const seatOther = ({ key }: { key: string }) => activate(server, key, 'another device');
/** An admin ends what is active, and another device activates. */
const freeSeatAndSeatOther = async (license: { id: string; key: string }) => {
  const { items } = await server.sdk.activations.list({ license: license.id });
  for (const { id } of items) {
    expect((await server.asAdmin('DELETE', `/api/v1/activations/${id}`)).status).toBe(204);
  }
  await seatOther(license);
};
/** Activates the device or the domain that the API asks for. */
const seat = ({ key }: { key: string }, api: ApiName) =>
  OF_DOMAINS.includes(api) ? modern('activate', key, {}) : activate(server, key, SYSTEM);
const askEach = (names: readonly ApiName[], fields: Fields): Partial<Record<ApiName, Fields>> =>
  Object.fromEntries(names.map((name) => [name, fields]));

const NATIVE = named(/native/);

const STATES: readonly State[] = [
  { code: 'VALID', at: ALL },
  {
    code: 'PRODUCT_MISMATCH',
    at: [...NATIVE, ...OF_DOMAINS],
    ownProduct: true,
    ask: { ...askEach(NATIVE, { product: 'v2-default' }), ...askEach(OF_DOMAINS, { product_id: 'v2-default' }) },
  },
  {
    code: 'PRODUCT_INACTIVE',
    at: ACTIVATIONS,
    ownProduct: true,
    arrange: ({ product }) => server.asAdmin('PATCH', `/api/v1/products/${product}`, { body: { is_active: false } }),
  },
  {
    code: 'BLACKLISTED',
    at: ALL,
    arrange: ({ key }) => server.asAdmin('PATCH', '/api/v1/settings', { body: { 'blacklist.license_keys': [key] } }),
  },
  { code: 'REVOKED', at: ALL, change: { state: 'revoked' } },
  { code: 'BLOCKED', at: ALL, change: { state: 'blocked' } },
  { code: 'DISABLED', at: ALL, change: { state: 'disabled' } },
  { code: 'NOT_STARTED', at: ALL, change: { starts_at: '2999-01-01' } },
  {
    code: 'DOMAIN_NOT_ALLOWED',
    at: [...NATIVE, ...OF_DOMAINS],
    change: { allowed_domains: ['other.example'] },
    ask: askEach(NATIVE, { domain: 'desk.example.com' }),
  },
  { code: 'IP_NOT_ALLOWED', at: ALL, change: { allowed_ips: ['192.0.2.1'] } },
  { code: 'COUNTRY_NOT_ALLOWED', at: ALL, change: { policy_overrides: { allowed_countries: ['FR'] } } },
  {
    code: 'DEVICE_NOT_ALLOWED',
    at: NATIVE,
    change: { policy_overrides: { max_cores: 4 } },
    ask: askEach(NATIVE, { cores: 8 }),
  },
  { code: 'DEVICE_SIZE_MISSING', at: ALL, change: { policy_overrides: { max_cores: 4, unreported_size: 'refuse' } } },
  { code: 'EXPIRED', at: ALL, change: { expires_at: '2020-01-01' } },
  {
    code: 'CHECK_IN_OVERDUE',
    at: CHECKS,
    change: { policy_overrides: { check_in_interval: 60 } },
    arrange: async () => server.clock.advance(60_000),
  },
  {
    code: 'CUSTOMER_MISMATCH',
    at: [...NATIVE, ...OF_DOMAINS],
    change: { restricted_to_client_name: 'Acme' },
    ask: askEach([...NATIVE, ...OF_DOMAINS], { client_name: 'Globex' }),
  },
  { code: 'POLICY_MISMATCH', at: NATIVE, ask: askEach(NATIVE, { policy: 'Another' }) },
  { code: 'GROUP_MISMATCH', at: NATIVE, ask: askEach(NATIVE, { group: 'Another' }) },
  { code: 'CUSTOMER_MISMATCH', at: NATIVE, ask: askEach(NATIVE, { customer: 'nobody@example.com' }) },
  { code: 'CHECKSUM_MISMATCH', at: NATIVE, ask: askEach(NATIVE, { checksum: '0'.repeat(64) }) },
  { code: 'CUSTOMER_MISMATCH', at: ['ProGran3 activate'], change: { restricted_to_email: 'it@acme.example' } },
  { code: 'USER_MISMATCH', at: ALL, change: { policy_overrides: { require_user: true } } },
  {
    code: 'USERS_EXHAUSTED',
    at: ['native validate'],
    change: { max_users: 1 },
    ask: { 'native validate': { current_users: 2 } },
  },
  {
    code: 'VERSION_NOT_ALLOWED',
    at: NATIVE,
    change: { policy_overrides: { min_version: '2' } },
    ask: askEach(NATIVE, { app_version: '1.9' }),
  },
  { code: 'ENTITLEMENT_MISSING', at: ['native validate'], ask: { 'native validate': { entitlements: ['export'] } } },
  {
    code: 'DEVICE_BOUND_ELSEWHERE',
    at: ALL.filter((name) => !OF_DOMAINS.includes(name)),
    isUnseated: true,
    change: { policy_overrides: { device_unique_within: 'product' } },
    arrange: async () => activate(server, (await issued(server)).key, SYSTEM),
  },
  { code: 'NOT_ACTIVATED', at: CHECKS, isUnseated: true },
  { code: 'NOT_ACTIVATED', at: CHECKS, arrange: freeSeatAndSeatOther },
  { code: 'DEVICE_MISMATCH', at: CHECKS, isUnseated: true, arrange: seatOther },
  { code: 'USES_EXHAUSTED', at: ACTIVATIONS, change: { uses_limit: 1 }, arrange: seatOther },
  { code: 'SEATS_EXHAUSTED', at: ACTIVATIONS, change: { max_activations: 1 }, arrange: seatOther },
  {
    code: 'CAPACITY_EXHAUSTED',
    at: ACTIVATIONS.filter((name) => NATIVE.includes(name)),
    change: { policy_overrides: { max_total_cores: 4 } },
    ask: askEach(NATIVE, { cores: 5 }),
  },
];

/** Codes that none of these calls can say: they belong to deactivations and downloads. */
const ELSEWHERE: readonly VerdictCode[] = ['TRANSFERS_EXHAUSTED', 'UPDATES_ENDED'];

let keys = 0;
/** In the format of ProGran3, which every other API accepts. */
const nextKey = () => `PROGRAN3-2027-${String(++keys).padStart(6, 'A')}-AAAAAA`;

/** A license in this state; returns its key. */
async function stateOf({ isUnseated, ownProduct, change, arrange }: State, api: ApiName): Promise<string> {
  const product = ownProduct ? (await aProduct(server, manager.name())).reference : 'v2-default';
  const license = await issued(server, { key: nextKey(), product, max_activations: 5 });
  if (CHECKS.includes(api) && !isUnseated) {
    await seat(license, api);
    await expectSaid(api, 'VALID', license.key);
  }
  if (change) {
    await changed(server, license, change);
  }
  await arrange?.(license);
  return license.key;
}

const expectedOf = ({ usable, refused, except = {} }: Api, code: VerdictCode): Said =>
  code === 'VALID' ? usable : (except[code] ?? refused(code));

async function expectSaid(name: ApiName, code: VerdictCode, key: string, fields: Fields = {}): Promise<void> {
  const api: Api = APIS[name];
  const { status, body } = await api.ask(key, fields);
  expect([status, api.said(body)]).toEqual(expectedOf(api, code));
}

/** Of the calls that can say a code, so many say it in an ordinary run. */
const CALLS_OF_CODE = 3;

describe.each(STATES.map((state, index) => ({ ...state, index })))('$code', (state) => {
  it.each(sampleOf(state.at, CALLS_OF_CODE, `${state.code} ${state.index}`))('at %s', async (name) => {
    await expectSaid(name, state.code, await stateOf(state, name), state.ask?.[name]);
  });
});

it.each(ALL)('NOT_FOUND at %s', async (name) => {
  await expectSaid(name, 'NOT_FOUND', nextKey());
});

it('covers every code', () => {
  const covered = ['NOT_FOUND', ...STATES.map(({ code }) => code), ...ELSEWHERE];
  expect(REFUSALS.filter((code) => !covered.includes(code))).toEqual([]);
});

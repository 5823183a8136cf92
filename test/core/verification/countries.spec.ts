import { writeFileSync } from 'node:fs';
import { Logger } from '@nestjs/common';
import { AlertWatchService } from '../../../src/core/platform/alerts/alert-watch.service';
import { Settings } from '../../../src/core/platform/config/settings';
import { CountryDatabaseService } from '../../../src/core/platform/countries/country-database.service';
import { aProductWith } from '../../testkit/callers';
import { countryDatabase, countryDatabaseFile } from '../../../src/testkit/country-database';
import { changed, issued } from '../../testkit/issue';
import { LicenseManager } from '../../support/license-manager';
import { TestServer } from '../../testkit/server';

const GERMAN = '192.0.2.7';
const FRENCH = '2001:db8:33::9';
const PRIVATE = '10.1.2.3';
const NETWORKS = { '192.0.2.0/24': 'DE', '2001:db8:33::/48': 'FR', '198.51.100.0/25': 'XK' };
const TRUSTED_PROXIES = '127.0.0.1';

let path: string;
let server: TestServer;
/** A node without a country database. */
let bare: TestServer;
beforeAll(async () => {
  path = countryDatabaseFile(NETWORKS);
  bare = await TestServer.shared();
  server = await TestServer.start({ COUNTRY_DATABASE: path, TRUSTED_PROXIES }, bare.databaseUrl);
});
afterEach(() => jest.restoreAllMocks());
afterAll(async () => {
  await server.stop();
  await bare.stop();
});

const from = (address: string) => ({ 'x-forwarded-for': address });

async function codeFrom(address: string, license: { key: string }, node = server): Promise<string> {
  const { body } = await node.call('POST', '/api/v1/validate', {
    body: { license_key: license.key },
    headers: from(address),
  });
  return body.code;
}

const allowing = (...countries: string[]) => issued(server, { policy_overrides: { allowed_countries: countries } });
const denying = (...countries: string[]) => issued(server, { policy_overrides: { denied_countries: countries } });

it('admits the allowed countries only, and no address without a country', async () => {
  const license = await allowing('DE', 'XK');
  expect(await codeFrom(GERMAN, license)).toBe('VALID');
  expect(await codeFrom('198.51.100.127', license)).toBe('VALID');
  for (const address of [FRENCH, '198.51.100.128', PRIVATE, '::1']) {
    expect(await codeFrom(address, license)).toBe('COUNTRY_NOT_ALLOWED');
  }
});

it('refuses the denied countries only, those that are allowed too', async () => {
  const license = await denying('FR');
  expect(await codeFrom(FRENCH, license)).toBe('COUNTRY_NOT_ALLOWED');
  for (const address of [GERMAN, PRIVATE]) {
    expect(await codeFrom(address, license)).toBe('VALID');
  }
  const both = { allowed_countries: ['DE', 'FR'], denied_countries: ['FR'] };
  await changed(server, license, { policy_overrides: both });
  expect(await codeFrom(FRENCH, license)).toBe('COUNTRY_NOT_ALLOWED');
  expect(await codeFrom(GERMAN, license)).toBe('VALID');
});

it('looks up no country for a license without such a rule', async () => {
  expect(await codeFrom(FRENCH, await issued(server))).toBe('VALID');
  expect(await codeFrom(PRIVATE, await allowing())).toBe('VALID');
});

it('holds for all licenses of a policy, from its next check, at every API', async () => {
  await aProductWith(server, 'european', { allowed_countries: ['DE'] });
  const license = await issued(server, { product: 'european' });
  const activation = { body: { license_key: license.key, hardware_id: 'desk' }, headers: from(FRENCH) };
  expect(await server.call('POST', '/api/v1/activate', activation)).toMatchObject({
    status: 403,
    body: { error: { code: 'COUNTRY_NOT_ALLOWED', message: 'This license may not be used in this country' } },
  });
  const body = { license_key: license.key, hardware_hash: 'desk' };
  expect(await server.withKey('POST', '/api/license/activate', { body, headers: from(FRENCH) })).toMatchObject({
    status: 403,
    body: { error: { code: 'LICENSE_INACTIVE' } },
  });
  expect((await server.withKey('POST', '/api/license/activate', { body, headers: from(GERMAN) })).status).toBe(200);
  await server.sdk.policies.update(license.policy, { allowed_countries: [] });
  expect(await codeFrom(FRENCH, license)).toBe('VALID');
});

it('takes the address of the connection, not the one that a program claims', async () => {
  const { key } = await allowing('DE');
  const manager = await LicenseManager.on(server);
  const activateFrom = (address: string) =>
    manager.ask('POST', 'license/activate', {
      body: { product_id: 'v2-default', license_code: key, client_name: 'Acme' },
      headers: { ...from(address), 'x-api-url': 'https://acme.example', 'x-api-ip': GERMAN },
    });
  const message = 'This license may not be used in this country';
  expect(await activateFrom(FRENCH)).toMatchObject({ status: 400, body: { message } });
  expect((await activateFrom(GERMAN)).status).toBe(200);
});

it('shows the countries of a policy and of a license, and keeps of callers only the countries of a license', async () => {
  const license = await allowing('DE');
  await codeFrom(GERMAN, license);
  expect(license.policy_overrides).toEqual({ allowed_countries: ['DE'] });
  const policy = await server.sdk.policies.get(license.policy);
  expect(policy).toMatchObject({ allowed_countries: [], denied_countries: [] });
  const [{ columns }] = await server.dataSource.query(
    `SELECT array_agg(column_name::text) AS columns FROM information_schema.columns WHERE column_name LIKE '%countr%'`,
  );
  // `countries` are those of the devices of a license, for the filter of the list.
  expect(columns.sort()).toEqual(['allowed_countries', 'countries', 'denied_countries']);
});

it.each([
  ['a lower-case code', ['de']],
  ['a code of no country', ['UK']],
  ['three letters', ['DEU']],
  ['no text', [7]],
  ['a list in a list', [['DE']]],
  ['no list', 'DE'],
  ['null', null],
  ['251 codes', Array.from({ length: 251 }, () => 'DE')],
])('refuses %s', async (_what, countries) => {
  const { key } = await issued(server);
  for (const field of ['allowed_countries', 'denied_countries']) {
    const body = { policy_overrides: { [field]: countries } };
    const answer = await server.asAdmin('PATCH', `/api/v1/licenses/${key}`, { body });
    expect([400, 422]).toContain(answer.status);
    expect(JSON.stringify(answer.body.error.details)).toContain(field);
  }
});

describe('the file', () => {
  let warn: jest.SpyInstance;
  const check = async () => {
    server.clock.advance(0);
    await server.clock.settled();
  };
  beforeEach(() => {
    warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation();
  });
  afterAll(async () => {
    writeFileSync(path, countryDatabase(NETWORKS));
    await check();
  });

  it('stays as it was, with one warning, while what replaced it is broken', async () => {
    const license = await allowing('DE');
    writeFileSync(path, 'half of a');
    await check();
    await check();
    expect(await codeFrom(GERMAN, license)).toBe('VALID');
    expect(warn.mock.calls.map(([text]) => text)).toEqual([
      'The changed country database was not read, the earlier one stays in use: it is not a MaxMind database',
    ]);
  });

  it('is read again when it changes', async () => {
    const license = await allowing('DE');
    writeFileSync(path, countryDatabase({ '192.0.2.0/25': 'FR', '203.0.113.0/24': 'DE' }));
    await check();
    expect(await codeFrom(GERMAN, license)).toBe('COUNTRY_NOT_ALLOWED');
    expect(await codeFrom('203.0.113.9', license)).toBe('VALID');
  });
});

describe('without a database', () => {
  it.each(['allowed_countries', 'denied_countries'])('refuses to set %s', async (field) => {
    const { key, policy } = await issued(server);
    const [behavior, cleared] = [{ [field]: ['DE'] }, { [field]: [] }];
    const message = 'Country rules need a country database: set COUNTRY_DATABASE';
    const refused = (name: string) => ({
      status: 422,
      body: {
        error: { code: 'VALIDATION_ERROR', message, details: [{ field: name, reason: 'country_database_missing' }] },
      },
    });
    const policies = '/api/v1/policies';
    expect(await bare.asAdmin('POST', policies, { body: { name: 'x', ...behavior } })).toMatchObject(refused(field));
    expect(await bare.asAdmin('PATCH', `${policies}/${policy}`, { body: behavior })).toMatchObject(refused(field));
    expect((await bare.asAdmin('PATCH', `${policies}/${policy}`, { body: cleared })).status).toBe(200);
    const overrides = { product: 'v2-default', policy_overrides: behavior };
    const expected = refused(`policy_overrides.${field}`);
    expect(await bare.asAdmin('POST', '/api/v1/licenses', { body: overrides })).toMatchObject(expected);
    const change = { body: { policy_overrides: behavior } };
    expect(await bare.asAdmin('PATCH', `/api/v1/licenses/${key}`, change)).toMatchObject(expected);
  });

  it('refuses every address, warns once and raises an alert', async () => {
    const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation();
    const watch = bare.app.get(AlertWatchService);
    const open = async () => (await bare.sdk.monitoring.listAlerts()).items.map((one) => one.type);
    await watch.checkNode();
    expect(await open()).not.toContain('country_database_missing');
    for (const license of [await denying('FR'), await allowing('DE')]) {
      expect(await codeFrom(GERMAN, license, bare)).toBe('COUNTRY_NOT_ALLOWED');
    }
    expect(warn.mock.calls.map(([text]) => text)).toEqual([
      'Licenses with country rules are refused, because COUNTRY_DATABASE is not set',
    ]);
    await watch.checkNode();
    expect(await open()).toContain('country_database_missing');
  });
});

describe('at startup', () => {
  const startWith = (COUNTRY_DATABASE: string) => TestServer.start({ COUNTRY_DATABASE }, server.databaseUrl);
  const readAtStart = (COUNTRY_DATABASE: string) => {
    const settings = Object.assign(new Settings(), { COUNTRY_DATABASE });
    return new CountryDatabaseService(settings, server.clock).onModuleInit();
  };
  const prefix = 'Settings: COUNTRY_DATABASE must be the path of a MaxMind country or city database: ';

  it('refuses a missing file', async () => {
    await expect(startWith('/nowhere/countries.mmdb')).rejects.toThrow(`${prefix}ENOENT: no such file`);
  });

  it('refuses a file of another kind', async () => {
    await expect(readAtStart(__filename)).rejects.toThrow(`${prefix}it is not a MaxMind database.`);
  });

  it('refuses a database without countries', async () => {
    const file = countryDatabaseFile(NETWORKS, 'GeoLite2-ASN');
    await expect(readAtStart(file)).rejects.toThrow(`${prefix}it is a database of the type GeoLite2-ASN.`);
  });
});

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { hasTypedForm, isOfForm, typedForms } from '../../../src/core/licenses/licenses/typed-key';
import { activate, changed, deactivate, heartbeat, issued, validate } from '../../testkit/issue';
import { requestFile } from '../../support/license-files';
import { beat, start } from '../../support/license-sessions';
import { verify } from '../../support/lic';
import { LicenseManager } from '../../support/license-manager';
import { metered, use } from '../../support/meters';
import { validate as validateProgran3 } from '../../support/progran3';
import { licenseOf, race } from '../../testkit/race';
import { activeSeatsOf, tally, verificationsOf } from '../../testkit/records';
import { TestServer } from '../../testkit/server';
import { aNonce, verified } from '../../support/signed';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterAll(() => server.stop());

const asTyped = (key: string): string => ` ${key.toLowerCase().replaceAll('-', ' ')}`;
const withoutDashes = (key: string): string => key.toLowerCase().replaceAll('-', '');

let custom = 0;
/** A key with every look-alike, different from all others. */
const aKey = (): string => `O0-IL1-${String((custom += 1) + 1000)}-KEY`;

const rotated = async (license: { id: string }, body: object = {}): Promise<string> =>
  (await server.sdk.licenses.rotateKey(license.id, body)).key;

describe('a key typed by a person', () => {
  const FORMATS = ['%Z{4}-%Z{4}-%Z{4}-%Z{4}', 'LIC-%Z{16}', 'PROGRAN3-%{year}-%Z{6}-%Z{6}', 'random', 'ulid', '%X{20}'];

  it.each([...FORMATS, 'OIL-%Y{6}-%X{6}-%Z{6}', '%Z{10}--%Y'])(
    'finds its license, if the format is %s',
    async (format) => {
      const policy = await server.sdk.policies.create({
        name: `Keys like ${format}`,
        key_format: format,
        max_activations: 5,
      });
      const { key } = await issued(server, { policy: policy.id });
      const numeric = key.replaceAll('0', 'o').replaceAll('1', 'l');
      for (const sent of [asTyped(key), withoutDashes(key), numeric, `${key.replaceAll('-', '\u2013')}\u00a0`]) {
        const { body } = await validate(server, sent);
        expect([sent, body.code]).toEqual([sent, 'VALID']);
      }
    },
  );

  it.each(['uuid', 'signed'])('does not find its license in another spelling, if the format is %s', async (format) => {
    const policy = await server.sdk.policies.create({ name: `Keys like ${format}`, key_format: format });
    const { key } = await issued(server, { policy: policy.id });
    expect((await validate(server, key)).body.code).toBe('VALID');
    expect((await validate(server, key.toUpperCase())).body.code).toBe('NOT_FOUND');
    expect((await validate(server, ` ${key}`)).body.code).toBe('VALID');
  });

  it('activates, sends heartbeats, uses meters, starts sessions and gets files, and deactivates', async () => {
    const license = await metered(server, { exports: { limit: 5 } }, { key: aKey(), max_activations: 1 });
    const sent = asTyped(license.key);
    expect((await activate(server, sent, 'desk')).status).toBe(201);
    expect((await activate(server, license.key, 'desk')).status).toBe(200);
    expect((await activate(server, sent, 'laptop')).body.error.code).toBe('SEATS_EXHAUSTED');
    expect((await heartbeat(server, sent, 'desk')).status).toBe(200);
    const uses = await Promise.all([
      use(server, sent, { exports: 2 }),
      use(server, withoutDashes(license.key), { exports: 2 }),
      use(server, license.key, { exports: 1 }),
    ]);
    expect(uses.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await use(server, sent, { exports: 1 })).body.error.code).toBe('METER_EXHAUSTED');
    const started = await start(server, sent, 'desk');
    expect((await beat(server, started.body.session_token)).status).toBe(200);
    expect((await requestFile(server, sent, 'desk')).status).toBe(201);
    expect((await deactivate(server, sent, 'desk')).status).toBe(200);
    expect(await activeSeatsOf(server, license)).toBe(0);
  });

  it('gives the last seat to one of several devices, however each types it', async () => {
    const license = await issued(server, { key: aKey(), max_activations: 1 });
    const spellings = [license.key, asTyped(license.key), withoutDashes(license.key), `${license.key} `];
    const answers = await race(
      { databaseUrl: server.databaseUrl, ...licenseOf(license.key) },
      spellings.map((sent, index) => () => activate(server, sent, `device ${index}`)),
    );
    expect(tally(answers.map(({ status }) => status))).toEqual({ 201: 1, 409: 3 });
    expect(await activeSeatsOf(server, license)).toBe(1);
  });

  it('is counted and logged once, as sent, with its license', async () => {
    const license = await issued(server, { key: aKey() });
    const sent = asTyped(license.key);
    await validate(server, sent);
    expect(await verificationsOf(server, sent)).toMatchObject([
      { license_id: license.number, key: sent, operation: 'check', outcome: 'VALID' },
    ]);
  });

  it('gets answers that are signed for the key as sent', async () => {
    const license = await issued(server, { key: aKey() });
    const sent = asTyped(license.key);
    const { body } = await activate(server, sent, 'desk', { nonce: aNonce() });
    expect(await verified(server, body.signed)).toMatchObject({
      license: license.id,
      key_hash: createHash('sha256').update(sent).digest('hex'),
    });
  });

  it('finds its license in the management API and in the search', async () => {
    const license = await issued(server, { key: aKey() });
    await activate(server, license.key, 'desk');
    const sent = withoutDashes(license.key);
    const get = async (path: string) => (await server.asAdmin('GET', `/api/v1/${path}`)).body;
    expect(await get(`licenses/${sent}`)).toMatchObject({ id: license.id, key: license.key });
    for (const query of [`key=${sent}`, `q=${sent}`, `q=${encodeURIComponent(asTyped(license.key))}`]) {
      expect([query, (await get(`licenses?${query}`)).items]).toMatchObject([query, [{ id: license.id }]]);
    }
    expect((await get(`activations?license=${sent}`)).items).toMatchObject([{ fingerprint: 'desk' }]);
    expect(JSON.stringify(await get(`search?q=${sent}`))).toContain(license.id);
    expect(await changed(server, { id: sent }, { description: 'Found' })).toMatchObject({ id: license.id });
  });

  it('has the refusal and the blacklist of its license', async () => {
    const license = await issued(server, { key: aKey() });
    await server.sdk.settings.update({ 'blacklist.license_keys': [license.key] });
    expect((await validate(server, asTyped(license.key))).body.code).toBe('BLACKLISTED');
    await server.sdk.settings.update({ 'blacklist.license_keys': [] });
    await changed(server, license, { state: 'revoked' });
    expect((await validate(server, asTyped(license.key))).body.code).toBe('REVOKED');
  });

  it('is also a retired one, which shows no other key', async () => {
    const license = await issued(server, { key: aKey() });
    const key = await rotated(license);
    expect((await validate(server, asTyped(license.key))).body.code).toBe('VALID');
    expect((await activate(server, asTyped(license.key), 'desk')).status).toBe(201);
    const { body } = await server.withKey('GET', `/api/license/info/${withoutDashes(license.key)}`);
    expect(JSON.stringify(body)).not.toContain(key);
    expect((await rotated(license, { overlap_days: 0 })).length).toBeGreaterThan(0);
    expect((await validate(server, asTyped(key))).body.code).toBe('NOT_FOUND');
  });

  it.each(['VENDOR-KEY-11', 'Vendor-Key-12', 'VEND\u00d6R-KEY-13', '3f2504e04f8941d39a0c0305e82c3301'])(
    'is found as it was pasted: %s',
    async (key) => {
      const license = await issued(server, { key, max_activations: 1 });
      const [first, second] = [key.slice(0, 3), key.slice(3)];
      const pasted = [
        ...[
          `"${key}"`,
          `\u201e${key}\u201c`,
          `(${key})`,
          `<${key}>`,
          `${key}.`,
          `\u200e${key}\u200f`,
          `${key}\r\n`,
          `\t${key}`,
        ],
        ...[`${first}\u200b${second}`, `${first}\u2060\u00ad${second}`, `\ufeff${key}`, key.normalize('NFD')],
        key.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
      ];
      for (const sent of pasted) {
        expect([sent, (await validate(server, sent)).body.code]).toEqual([sent, 'VALID']);
      }
      expect((await activate(server, `"${key}".`, 'desk')).status).toBe(201);
      const sent = encodeURIComponent(`\u200e${key}`);
      expect((await server.asAdmin('GET', `/api/v1/licenses/${sent}`)).body).toMatchObject({ id: license.id });
      const search = await server.asAdmin('GET', '/api/v1/licenses', { query: { q: `"${key}"` } });
      expect(search.body.items).toMatchObject([{ id: license.id }]);
    },
  );

  it('is not found if two keys have its normal form, which are found exactly as issued', async () => {
    const [first, second] = ['TWIN-O-4711', 'TWIN-0-4711'];
    await issued(server, { key: first });
    expect((await validate(server, 'twin o 4711')).body.code).toBe('VALID');
    await issued(server, { key: second });
    for (const sent of ['twin o 4711', 'TWIN04711']) {
      expect((await validate(server, sent)).body.code).toBe('NOT_FOUND');
    }
    expect((await activate(server, 'twin o 4711', 'desk')).status).toBe(404);
    expect((await server.asAdmin('GET', '/api/v1/licenses/TWIN04711')).status).toBe(404);
    for (const key of [first, second]) {
      expect((await validate(server, key)).body.code).toBe('VALID');
    }
  });

  it('does not find a key with lower-case letters, dots or other characters', async () => {
    for (const key of ['Vendor-Key-1', 'VENDOR.KEY.2', 'VENDÖR-KEY-3']) {
      await issued(server, { key });
      expect((await validate(server, key)).body.code).toBe('VALID');
      expect((await validate(server, asTyped(key))).body.code).toBe('NOT_FOUND');
    }
  });

  it('finds no license of another product for an API key of one product', async () => {
    const license = await issued(server, { key: aKey() });
    await server.sdk.products.create({ reference: 'elsewhere', name: 'Elsewhere' });
    const { key } = await server.sdk.apiKeys.create({ name: 'Elsewhere', kind: 'internal', product: 'elsewhere' });
    const path = `/api/v1/licenses/${withoutDashes(license.key)}`;
    expect((await server.withKey('GET', path, {}, key)).status).toBe(404);
  });
});

describe('other APIs', () => {
  it('let V2 find a key without dashes, and show the key as issued', async () => {
    const license = await issued(server, { key: aKey() });
    const call = (path: string, license_key: string, more: object = {}) =>
      server.withKey('POST', `/api/license/${path}`, { body: { license_key, hardware_hash: 'desk', ...more } });
    const sent = withoutDashes(license.key);
    const activated = await call('activate', sent);
    const checked = await call('verify', sent);
    const { body } = await call('session/start', sent);
    const beaten = await call('session/heartbeat', sent, { session_token: body.session_token });
    const ended = await call('session/end', sent, { session_token: body.session_token });
    const info = await server.withKey('GET', `/api/license/info/${sent}`);
    expect([activated, checked, beaten, ended, info].map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect([checked.body.license.key, info.body.license.key]).toEqual([license.key, license.key]);
    expect((await call('verify', asTyped(license.key))).body.error.code).toBe('INVALID_LICENSE');
  });

  it('compare keys exactly in LIC, ProGran3 and License Manager', async () => {
    const lic = await issued(server, { product: 'lic-default' });
    const progran3 = await issued(server, { product: 'progran3-default' });
    const manager = await LicenseManager.on(server);
    const managed = await manager.aLicense();
    const headers = { 'x-api-url': 'https://shop.example' };
    const activateManaged = (license_code: string) =>
      manager.ask('POST', 'license/activate', { body: { license_code, product_id: managed.product }, headers });
    const statuses = async ([first, second, third]: string[]) => [
      (await verify(server, first ?? '')).status,
      (await validateProgran3(server, second ?? '')).body.error,
      (await activateManaged(third ?? '')).status,
    ];
    const keys: string[] = [lic.key, progran3.key, managed.key];
    expect(await statuses(keys)).toEqual([200, expect.not.stringMatching(/not found/i), 200]);
    const spelled = [withoutDashes(lic.key).toUpperCase(), `${progran3.key}-`, withoutDashes(managed.key)];
    const refused = await statuses(spelled);
    expect([refused[0], refused[2]]).not.toContain(200);
  });
});

it('has the same forms in the database as in the server', async () => {
  const key = fc.string({ unit: fc.constantFrom(...'AZOIL019-az._Äı\u2013'), minLength: 1, maxLength: 12 });
  const keys = fc.sample(key, 2000);
  const typed = fc.sample(key, 2000).map((text, index) => typedForms(index % 2 ? text : ` ${keys[index] ?? ''}.`));
  const rows = await server.dataSource.query<{ holds: boolean | null }[]>(
    `SELECT ${hasTypedForm('key', 'form')} AS holds FROM unnest($1::text[], $2::text[]) AS pair(key, form)`,
    [keys, typed],
  );
  expect(rows.map(({ holds }) => holds ?? false)).toEqual(
    keys.map((text, index) => isOfForm(text, typed[index] ?? null)),
  );
  expect(rows.filter(({ holds }) => holds).length).toBeGreaterThan(20);
});

it('looks up a typed key by an index', async () => {
  const plan = await server.dataSource.transaction(async (manager) => {
    await manager.query('SET LOCAL enable_seqscan = off');
    return manager.query(
      `EXPLAIN SELECT id FROM licenses WHERE ${hasTypedForm('key', `E'ABC\\nabc'`)} UNION ALL SELECT id FROM retired_keys WHERE ${hasTypedForm('key', `E'ABC\\nabc'`)}`,
    );
  });
  expect(JSON.stringify(plan)).toMatch(/licenses_typed_key.*retired_keys_typed_key/);
});

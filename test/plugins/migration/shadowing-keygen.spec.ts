import type { License } from '../../../sdk/src/generated/native';
import { aProductWith } from '../../testkit/callers';
import { issued } from '../../testkit/issue';
import { keyOfSignature } from '../../support/keygen';
import type { Answer, Call, TestServer } from '../../testkit/server';
import { ShadowPair } from '../../support/shadow-pair';

const ACCOUNT = '/v1/accounts/7d3c1b2a-90a4-4c1e-9a53-1f5f0a6e2c11';
const HOST = 'licenses.example';
const PRODUCT = 'learned';
/** Of the old server alone. */
const THEIRS = 'theirs';
const VALIDATE_KEY = '/licenses/actions/validate-key';

let pair: ShadowPair;
let old: TestServer;
let server: TestServer;

beforeAll(async () => {
  pair = await ShadowPair.start();
  ({ old, server } = pair);
  // Its licenses end after a month, but for what the old server says.
  await aProductWith(server, PRODUCT, { duration_days: 30, max_activations: 1 });
  await aProductWith(old, THEIRS, {});
});
afterAll(() => pair.stop());
afterEach(() => pair.endShadow('keygen'));
beforeEach(() => pair.emptyTables());

const shadow = (settings: Record<string, string | number>) => pair.shadow('keygen', settings);
const agreement = () => pair.agreement('keygen');
const aKey = (isOurs?: boolean) => pair.aKey(isOurs);

const bearing = (key: string): Call => ({ headers: { authorization: `License ${key}`, host: HOST } });
const validateKey = (key: string, scope?: object, path = ACCOUNT) =>
  server.call('POST', `${path}${VALIDATE_KEY}`, {
    body: { meta: { key, ...(scope && { scope }) } },
    headers: { host: HOST },
  });
const activate = ({ id, key }: License, fingerprint: string) =>
  server.call('POST', `${ACCOUNT}/machines`, {
    ...bearing(key),
    body: {
      data: {
        type: 'machines',
        attributes: { fingerprint },
        relationships: { license: { data: { type: 'licenses', id } } },
      },
    },
  });

/** A license of both servers with the same ID, as after an import. */
async function imported(key: string, there: object = {}, here: object = there): Promise<License> {
  const license = await issued(old, { key, ...there });
  const { id } = await issued(server, { key, ...here });
  await server.dataSource.query('UPDATE licenses SET uid = $1 WHERE uid = $2', [license.id, id]);
  return license;
}

const ENDED = { starts_at: '2020-01-01', expires_at: '2021-01-01' };

describe('an API of accounts whose old server answers', () => {
  it('forwards the path with its account, so that the signature of the answer is right', async () => {
    const { key, id } = await imported(aKey(), { max_activations: 3, expires_at: '2099-01-01' });
    await shadow({});
    const target = `${ACCOUNT}/licenses/${id}/actions/validate?x=%20y`;
    const answer = await server.call('POST', target, { ...bearing(key), body: {} });
    expect([answer.status, answer.body.meta.code]).toEqual([200, 'VALID']);
    expect(answer.body.data.links.self).toBe(`${ACCOUNT}/licenses/${id}`);
    expect(await keyOfSignature(old, { method: 'post', target, host: HOST }, answer)).toBe(ACCOUNT.split('/').pop());
    const prefixed = await server.call('GET', `/dialects/keygen${ACCOUNT}/me`, bearing(key));
    expect(await keyOfSignature(old, { method: 'get', target: `${ACCOUNT}/me`, host: HOST }, prefixed)).toBeTruthy();
    expect((await server.call('GET', `${ACCOUNT}/policies`, bearing(key))).status).toBe(404);
    expect(await agreement()).toEqual({
      'POST /v1/licenses/:id/actions/validate': { same: 1 },
      'GET /v1/me': { same: 1 },
      'GET (unknown path)': { same: 1 },
    });
  });

  it('finds no difference in IDs, links and moments, and stores nothing', async () => {
    const license = await issued(old, { key: aKey(), max_activations: 2 });
    await issued(server, { key: license.key, max_activations: 2 });
    await shadow({});
    expect((await validateKey(license.key)).body.meta.valid).toBe(true);
    expect((await validateKey(license.key, { fingerprint: 'desk' })).body.meta.code).toBe('NO_MACHINES');
    expect((await server.call('GET', '/v1/me', bearing(license.key))).status).toBe(200);
    expect(await agreement()).toEqual({
      'POST /v1/licenses/actions/validate-key': { same: 2 },
      'GET /v1/me': { same: 1 },
    });
    expect(await server.dataSource.query('SELECT 1 FROM verifications')).toEqual([]);
  });

  it('shows the codes, statuses and limits that differ, and no secret', async () => {
    const email = 'ada@shop.example';
    const [ended, seats, unknown] = [aKey(), aKey(), aKey()];
    await imported(ended, {}, ENDED);
    await imported(seats, { max_activations: 2 }, { max_activations: 5 });
    await issued(old, { key: unknown });
    await shadow({});
    const answers = [
      await validateKey(ended, { user: email }),
      await validateKey(seats),
      await server.call('GET', `${ACCOUNT}/licenses/${unknown}`, bearing(unknown)),
      await server.call('GET', `${ACCOUNT}/licenses/${ended}x/machines`, bearing(ended)),
    ];
    expect(await agreement()).toEqual({
      'POST /v1/licenses/actions/validate-key': { values: 2 },
      'GET /v1/licenses/:id': { status: 1 },
      'GET /v1/licenses/:id/machines': { status: 1 },
    });
    const found = await pair.differences('keygen');
    const [ofEnded, ofSeats] = [ended, seats].map((key) =>
      found.find(({ request_body }: { request_body: string }) => request_body.includes(`••••${key.slice(-4)}`)),
    );
    expect(found).toHaveLength(4);
    expect(new Set([ofEnded.fields, ofSeats.fields].flat())).toEqual(
      new Set([
        ...['data.attributes.maxMachines', 'data.attributes.status', 'data.attributes.expiry'],
        ...['meta.valid', 'meta.detail', 'meta.code'],
      ]),
    );
    expect(JSON.parse(ofEnded.keyward.body).meta.code).toBe('EXPIRED');
    const texts = JSON.stringify(found);
    const secrets = [ended, seats, unknown, email, `${ended}x`];
    const signatures = answers.map(({ headers }) => String(headers['keygen-signature']).split('"')[5] ?? '');
    const digests = answers.map(({ headers }) => String(headers.digest));
    expect(signatures.filter((signature) => signature.length < 80)).toEqual([]);
    expect([...secrets, ...signatures, ...digests].filter((secret) => texts.includes(secret))).toEqual([]);
  });
});

describe('an API of accounts of which this server answers half of the keys', () => {
  /** The ID of an installation is in the signature of what it answers for an account's slug. */
  const signer = ({ headers }: Answer) => /keyid="([^"]+)"/.exec(String(headers['keygen-signature']))?.[1];

  it('answers all requests of a license, however they name it', async () => {
    const [[{ id: here }], [{ id: there }]] = await Promise.all(
      [server, old].map((one) => one.dataSource.query('SELECT id FROM installation')),
    );
    for (const isOurs of [true, false]) {
      const { key, id } = await imported(aKey(isOurs), { max_activations: 2 });
      const [machine] = await server.dataSource.query(
        `INSERT INTO activations (license_id, kind, fingerprint, activated_at, last_seen_at)
         SELECT id, 'device', 'tower', now(), now() FROM licenses WHERE uid = $1 RETURNING uid`,
        [id],
      );
      await shadow({ percent: 50 });
      const slug = '/v1/accounts/acme';
      const basic = { headers: { authorization: `Basic ${Buffer.from(`license:${key}`).toString('base64')}` } };
      const token = { headers: { authorization: 'Bearer prod-0123456789' } };
      const license = { data: { type: 'licenses', id } };
      const answers = [
        await validateKey(key, undefined, slug),
        await validateKey(key, undefined, '/v1'),
        await server.call('GET', `${slug}/me`, bearing(key)),
        await server.call('GET', `${slug}/licenses/${id}`, basic),
        await server.call('GET', `${slug}/licenses/${encodeURIComponent(key)}/actions/validate`, bearing(key)),
        await server.call('POST', `${slug}/licenses/${id}/actions/validate`, { ...token, body: {} }),
        await server.call('GET', `${slug}/machines/${machine.uid}`, token),
        await server.call('POST', `${slug}/machines`, {
          ...token,
          body: { data: { type: 'machines', attributes: { fingerprint: 'x' }, relationships: { license } } },
        }),
      ];
      expect(answers.map(signer)).toEqual(answers.map(() => (isOurs ? here : there)));
      await shadow({ url: '', percent: 0 });
    }
  });

  it('activates, pings and deactivates machines, and keeps the old server current', async () => {
    const license = await imported(aKey(true), { max_activations: 1 });
    await shadow({ percent: 50 });
    expect((await activate(license, 'desk')).status).toBe(201);
    expect((await activate(license, 'shelf')).body.errors[0].code).toBe('MACHINE_LIMIT_EXCEEDED');
    expect((await validateKey(license.key, { fingerprint: 'desk' })).body.meta.code).toBe('VALID');
    expect((await server.call('POST', `${ACCOUNT}/machines/desk/actions/ping`, bearing(license.key))).status).toBe(200);
    expect(await agreement()).toMatchObject({ 'POST /v1/machines': { same: 2 } });
    const seats =
      'SELECT 1 FROM activations a JOIN licenses l ON l.id = license_id WHERE key = $1 AND deactivated_at IS NULL';
    expect(await old.dataSource.query(seats, [license.key])).toHaveLength(1);
    expect((await server.call('DELETE', `${ACCOUNT}/machines/desk`, bearing(license.key))).status).toBe(204);
    expect(await agreement()).toEqual({
      'POST /v1/machines': { same: 2 },
      'POST /v1/licenses/actions/validate-key': { same: 1 },
      'POST /v1/machines/:id/actions/ping': { same: 1 },
      'DELETE /v1/machines/:id': { same: 1 },
    });
    expect(await old.dataSource.query(seats, [license.key])).toEqual([]);
  });
});

describe('a license that only the old server of an account knows', () => {
  const here = (key: string) => pair.here(key);

  it('is created by a validation with its ID, limit, end and device, once', async () => {
    const key = aKey();
    const license = await issued(old, { product: THEIRS, key, max_activations: 4, expires_at: '2099-01-01T00:00:00Z' });
    await shadow({ learn: PRODUCT });
    await validateKey(key, { fingerprint: 'desk' });
    await agreement();
    // The device is not activated: the license may not be used.
    expect(await here(key)).toEqual([]);
    await activate(license, 'desk');
    await Promise.all([validateKey(key, { fingerprint: 'desk' }), validateKey(key, { fingerprint: 'desk' })]);
    await agreement();
    expect(await here(key)).toEqual([
      expect.objectContaining({
        id: license.id,
        key,
        product: PRODUCT,
        max_activations: 4,
        expires_at: '2099-01-01T00:00:00.000Z',
        metadata: { learned_from: 'keygen' },
      }),
    ]);
    await server.emptyTables('shadow_counts');
    await validateKey(key, { fingerprint: 'desk' });
    expect(await agreement()).toEqual({ 'POST /v1/licenses/actions/validate-key': { same: 1 } });
    expect((await server.call('GET', `/dialects/keygen/v1/licenses/${license.id}`, bearing(key))).status).toBe(200);
  });

  it('gets the product whose UUID the old server names', async () => {
    const key = aKey();
    await issued(old, { product: 'lic-default', key, expires_at: '2099-01-01T00:00:00Z' });
    await shadow({ learn: PRODUCT });
    await validateKey(key);
    expect(await here(key)).toEqual([expect.objectContaining({ product: 'lic-default' })]);
  });

  it('is created by a validation of its ID, without an end if it has none', async () => {
    const license = await issued(old, { product: THEIRS, key: aKey(), max_activations: null });
    await shadow({ learn: PRODUCT });
    await server.call('GET', `${ACCOUNT}/licenses/${license.id}/actions/validate`, bearing(license.key));
    await agreement();
    expect(await here(license.key)).toEqual([
      expect.objectContaining({ id: license.id, max_activations: null, expires_at: null, duration_days: null }),
    ]);
  });

  it('is not created if the old server refuses it, or for a license that is refused here', async () => {
    const [ended, blocked] = [aKey(), aKey()];
    await issued(old, { key: ended, ...ENDED });
    const known = await imported(blocked, {}, ENDED);
    await shadow({ learn: PRODUCT });
    await validateKey(ended);
    await validateKey(aKey());
    await validateKey(blocked);
    await server.call('GET', `${ACCOUNT}/licenses/${known.id}`, bearing(blocked));
    await agreement();
    expect((await server.asAdmin('GET', '/api/v1/licenses')).body.items).toHaveLength(1);
  });
});

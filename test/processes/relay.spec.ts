import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { compactVerify, importJWK } from 'jose';
import { jws, RelayVendor } from '../support/relay-files';
import { claimsIn, endRelay, headerIn, issueRelay } from '../support/relays';
import { issued } from '../testkit/issue';
import { tally } from '../testkit/records';
import { TestServer } from '../testkit/server';
import { until } from '../testkit/until';
import { runCommand } from './command';
import { Program } from './program';
import { inRelayDatabase } from './relay-database';

const KEYWARD = resolve(__dirname, '../../scripts/keyward.mjs');
const NONCE = 'abcdefghijklmnop';
const DAY = 86_400;

let base: string;
const folder = (name: string) => join(base, name);
const now = () => Math.floor(Date.now() / 1000);

// Each relay is a process with a database of its own.

beforeAll(() => Program.build());
beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'keyward relay '));
  // The account that PostgreSQL runs under needs access to its folder.
  chmodSync(base, 0o711);
});
afterEach(() => Program.endAll());
afterAll(() => rmSync(base, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));

function saved(name: string, text: string): string {
  writeFileSync(folder(name), text);
  return folder(name);
}

function startRelay(data: string, file?: string): Promise<Program> {
  const license = file === undefined ? [] : ['--license', file];
  return Program.start({}, process.execPath, [KEYWARD, 'relay', 'start', '--data', folder(data), ...license]);
}

const keyward = (...args: string[]) => runCommand(['relay', ...args]);

/** The message with which a start is refused. */
async function refusalOf(data: string, file: string): Promise<string> {
  const { code, errors } = await keyward('start', '--data', folder(data), '--license', file);
  expect(code).toBe(1);
  return errors.trim();
}

function session(relay: Program, key: string, device: string, nonce?: string) {
  return relay.call('POST', '/api/v1/license-sessions', { license_key: key, hardware_id: device, nonce });
}

async function validated(relay: Program, key: string, device = 'desk') {
  const body = { license_key: key, hardware_id: device, nonce: NONCE };
  return (await relay.call('POST', '/api/v1/validate', body)).body;
}

async function isSignedBy(text: string, x: string): Promise<boolean> {
  const key = await importJWK({ kty: 'OKP', crv: 'Ed25519', x }, 'EdDSA');
  return compactVerify(text, key).then(
    () => true,
    () => false,
  );
}

describe('a relay', () => {
  const vendor = new RelayVendor();
  const key = vendor.licenseKey;

  it('starts sessions without its partner where the pool has no limit of them', async () => {
    const unlimited = new RelayVendor();
    const claims = { pool: { meters: { renders: 5 } }, pair: { id: randomUUID(), member: 2 } };
    const away = 'http://127.0.0.1:9';
    const license = ['--license', saved('unlimited.json', unlimited.file({ claims }))];
    const pair = ['--partner', away, '--witness', away];
    const command = [KEYWARD, 'relay', 'start', '--data', folder('unlimited'), ...license, ...pair];
    const relay = await Program.start({}, process.execPath, command);
    const device = { license_key: unlimited.licenseKey, hardware_id: 'desk' };
    expect((await relay.call('POST', '/api/v1/activate', device)).status).toBe(201);
    expect((await session(relay, unlimited.licenseKey, 'desk')).status).toBe(201);
    const usage = { license_key: unlimited.licenseKey, items: [{ meter: 'renders', amount: 1 }] };
    expect((await relay.call('POST', '/api/v1/usage', usage)).status).toBe(409);
  });

  it('gives 40 seats to 50 programs, signs by its certificate, and keeps sessions over a restart', async () => {
    const relay = await startRelay('kept', saved('kept.json', vendor.file()));
    const devices = Array.from({ length: 50 }, (_, index) => `device-${index}`);
    const activated = await Promise.all(
      devices.map((hardware_id) => relay.call('POST', '/api/v1/activate', { license_key: key, hardware_id })),
    );
    expect(tally(activated.map(({ status }) => status))).toEqual({ 201: 50 });
    const answers = await Promise.all(devices.map((device) => session(relay, key, device, NONCE)));
    expect(tally(answers.map(({ status }) => status))).toEqual({ 201: 40, 409: 10 });

    const { signed } = await validated(relay, key, 'device-0');
    const [certificate] = headerIn(signed).chain;
    const { relay: of, exp, iss } = claimsIn(certificate);
    expect(await isSignedBy(certificate, vendor.keys.x)).toBe(true);
    expect(await isSignedBy(signed, of.key.x)).toBe(true);
    expect(headerIn(signed)).toEqual({
      alg: 'EdDSA',
      kid: of.key.kid,
      typ: 'keyward-verdict+jws',
      chain: [certificate],
    });
    expect(claimsIn(signed)).toMatchObject({ iss, relay: vendor.relay, valid: true, features: ['export'] });
    expect(claimsIn(signed).expires_at).toBe(exp);

    await relay.end('SIGTERM');
    const again = await startRelay('kept');
    const held = answers.find(({ status }) => status === 201)?.body.session_token;
    const beat = { session_token: held, nonce: NONCE };
    expect((await again.call('POST', '/api/v1/license-sessions/heartbeat', beat)).status).toBe(200);
    expect((await validated(again, key, 'device-0')).license.sessions).toEqual({ used: 40, max: 40 });
    expect(again.output.text).not.toContain('admin password');
  });

  it('serves the calls of programs, its page and nothing else', async () => {
    const relay = await startRelay('kept');
    const statusOf = async (path: string) => (await fetch(`${relay.url}${path}`)).status;
    const served = ['/', '/health/ready', '/.well-known/jwks.json', '/metrics', '/relay/import'];
    expect(await Promise.all(served.map(statusOf))).toEqual(served.map(() => 200));
    const others = ['/api/v1/licenses', '/api/v1/auth/login', '/console', '/docs', '/openapi.json', '/portal'];
    expect(await Promise.all(others.map(statusOf))).toEqual(others.map(() => 404));

    const page = await (await fetch(`${relay.url}/`)).text();
    expect(page).toContain('Plant 7');
    expect(page).toContain('40 of 40');
    const chinese = await fetch(`${relay.url}/`, { headers: { 'accept-language': 'zh' } });
    expect(await chinese.text()).toContain('lang="zh"');
    const form = new URLSearchParams({ word: 'guessed' });
    const origin = { origin: relay.url };
    const refused = await fetch(`${relay.url}/relay/report`, { method: 'POST', body: form, headers: origin });
    expect([refused.status, await refused.text()]).toEqual([
      422,
      expect.stringContaining('The admin password is wrong'),
    ]);
  });

  it('is checked with the command of a server', async () => {
    await startRelay('kept');
    const { code, output } = await runCommand(['doctor'], { DATA_DIR: folder('kept') });
    expect([code, output]).toEqual([0, expect.stringContaining(' 0 found something')]);
    expect(output).toContain('Plug-ins that are on: cli, relay\n');
  });

  it('reports its use in a chain of hashes, with a code for the telephone', async () => {
    const relay = await startRelay('kept');
    const report = async (...options: string[]) =>
      (await keyward('report', '--data', folder('kept'), ...options)).output.trim();
    const first = await report();
    const claims = claimsIn(first);
    expect(headerIn(first)).toMatchObject({ typ: 'keyward-report+jws', chain: [expect.any(String)] });
    expect(claims).toMatchObject({ relay: vendor.relay, license: vendor.license, seq: 1, prev: null });
    expect(claims.usage.sessions).toMatchObject({ peak: 40, started: 40, refused: 10 });
    expect(claims.usage).toMatchObject({ activations: { count: 50, peak: 50 }, devices: 50 });
    await until('the clock shows another second', () => Promise.resolve(now() > claims.to));
    const { seq, prev, boot, from, to } = claimsIn(await report());
    expect([seq, boot, from]).toEqual([2, claims.boot, claims.to]);
    expect(prev).toBe(createHash('sha256').update(first).digest('hex'));
    await until('the clock shows another second', () => Promise.resolve(now() > to));
    const code = (await report('--short')).replace('KWU1.', '');
    expect(JSON.parse(Buffer.from(code, 'base64url').toString())).toMatchObject({ r: vendor.relay, q: 3, x: 0 });
    expect((await relay.call('GET', '/health/ready')).status).toBe(200);
  });

  it('takes a renewal while it runs, and refuses everything at the end of its pool', async () => {
    const relay = await startRelay('kept');
    const claims = { iat: now() + 1, exp: now() + 20, pool: { sessions: 41 } };
    const renewal = saved('renewal.json', vendor.file({ claims }));
    expect(await keyward('import', renewal, '--data', folder('kept'))).toMatchObject({ code: 0, errors: '' });
    await until('the pool has ended', async () => (await validated(relay, key, 'device-0')).code === 'EXPIRED');
    const { signed, valid } = await validated(relay, key, 'device-0');
    expect(valid).toBe(false);
    expect(claimsIn(signed).exp).toBe(claims.exp);
    expect((await session(relay, key, 'device-0')).status).toBe(403);
    await relay.end('SIGTERM');
    expect((await keyward('start', '--data', folder('kept'))).errors).toContain('The relay file ended at');
    await startRelay('kept', saved('longer.json', vendor.file({ claims: { iat: now() + 10, exp: now() + DAY } })));
  });

  it('refuses to run with a clock that was set back', async () => {
    const relay = await startRelay('kept');
    await inRelayDatabase(folder('kept'), `UPDATE relay_state SET seen_at = now() + interval '2 hours'`);
    await relay.end('SIGTERM');
    const { code, errors } = await keyward('start', '--data', folder('kept'));
    expect([code, errors]).toEqual([1, expect.stringContaining('The clock of this machine was set back')]);
  });
});

it('takes a file for its own key, serves sessions of a pool without a limit of them, and ends with its release', async () => {
  const vendor = new RelayVendor();
  const { output } = await keyward('request', '--data', folder('own'), '--name', 'Lab', '--json');
  const code = JSON.parse(output.trim().split('\n').at(-1) ?? '').request;
  const { k, n, m, t } = JSON.parse(Buffer.from(code.replace('KWL1.', ''), 'base64url').toString());
  expect([n, m, t]).toEqual(['Lab', expect.stringMatching(/^[0-9a-f]{64}$/), expect.stringMatching(/^[\w-]{16}$/)]);
  const file = saved('own.json', vendor.file({ key: k, claims: { pool: { activations: 1 } } }));
  expect(file).not.toContain('PRIVATE');
  const relay = await startRelay('own', file);
  expect(await validated(relay, vendor.licenseKey)).toMatchObject({ valid: true });
  const starts = await Promise.all([1, 2].map(() => session(relay, vendor.licenseKey, 'desk')));
  expect(tally(starts.map(({ status }) => status))).toEqual({ 201: 2 });

  const released = JSON.parse((await keyward('release', '--yes', '--json', '--data', folder('own'))).output);
  const { r, j } = JSON.parse(Buffer.from(released.release_code.replace('KWY1.', ''), 'base64url').toString());
  expect([r, j]).toEqual([vendor.relay, claimsIn(JSON.parse(readFileSync(file, 'utf8')).certificate).jti]);
  await until('nothing is served', async () => (await validated(relay, vendor.licenseKey)).valid === false);
  await relay.end('SIGTERM');
  const { errors } = await keyward('start', '--data', folder('own'), '--license', file);
  expect(errors).toContain('was released and cannot be served again');
});

it('is set up on its page: it shows a request, and takes the file that the vendor issues for it', async () => {
  const vendor = new RelayVendor();
  const relay = await startRelay('setup');
  expect(await validated(relay, vendor.licenseKey)).toMatchObject({ error: { code: 'UNAVAILABLE' } });
  expect((await session(relay, vendor.licenseKey, 'desk')).status).toBe(503);
  const page = await (await fetch(`${relay.url}/`)).text();
  const [, code = ''] = /KWL1\.([\w-]+)/.exec(page) ?? [];
  const { k, m } = JSON.parse(Buffer.from(code, 'base64url').toString());
  expect(m).toMatch(/^[0-9a-f]{64}$/);

  const form = new FormData();
  form.set('word', relay.adminPassword ?? '');
  form.set('file', new Blob([vendor.file({ key: k })]), 'lab.relay.json');
  const headers = { origin: relay.url };
  const sent = await fetch(`${relay.url}/relay/import`, { method: 'POST', body: form, headers, redirect: 'manual' });
  expect(sent.status).toBe(303);
  expect(await validated(relay, vendor.licenseKey)).toMatchObject({ valid: true });
});

it('refuses files by the name of what is wrong with them', async () => {
  const vendor = new RelayVendor();
  const edited = (change: (file: Record<string, string>) => object) =>
    saved('edited.json', JSON.stringify(change(JSON.parse(vendor.file()))));
  expect(
    await refusalOf(
      'none',
      edited(() => ({ keyward_relay: 2 })),
    ),
  ).toMatch(/This is not a relay file$/);
  const claims = { exp: now() - 1, iat: now() - DAY, nbf: now() - DAY };
  expect(await refusalOf('none', saved('ended.json', vendor.file({ claims })))).toMatch(/The relay file ended at/);
  const longer = ({ certificate = '', ...rest }) => {
    const [header, payload, signature] = certificate.split('.');
    const prolonged = { ...claimsIn(certificate), exp: now() + 400 * DAY };
    expect(payload).toBeDefined();
    const forged = [header, Buffer.from(JSON.stringify(prolonged)).toString('base64url'), signature].join('.');
    return { ...rest, certificate: forged };
  };
  expect(await refusalOf('none', edited(longer))).toMatch(/changed after it was signed: its certificate/);
  const mixed = ({ license: _, ...rest }: Record<string, string>) => ({
    ...rest,
    license: JSON.parse(vendor.file()).license,
  });
  expect(await refusalOf('none', edited(mixed))).toMatch(/do not belong together$/);
  const foreign = ({ certificate = '', ...rest }) => ({
    ...rest,
    certificate: jws({ alg: 'EdDSA', kid: vendor.keys.kid, typ: 'keyward-relay+jws' }, claimsIn(certificate), STRANGER),
  });
  expect(await refusalOf('none', edited(foreign))).toMatch(/its certificate is not valid$/);
  const otherKey = new RelayVendor().keys.x;
  const other = saved('other.json', vendor.file({ key: otherKey }));
  expect(await refusalOf('other', other)).toMatch(/issued for the key of another relay/);
});

it('renews and reports by itself while it serves', async () => {
  const vendor = new RelayVendor();
  const received: [path: string, body: string][] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      received.push([request.url ?? '', body]);
      const renewed = vendor.file({ claims: { iat: now() + 5, pool: { sessions: 41 } } });
      response.end(JSON.stringify({ file: renewed }));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const terms = { vendor_url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, report_hours: 1 };
  const relay = await startRelay('connected', saved('connected.json', vendor.file({ terms })));
  const { signed } = await validated(relay, vendor.licenseKey);
  await inRelayDatabase(folder('connected'), `UPDATE relay_certificates SET taken_at = taken_at - interval '1 hour'`);
  await relay.end('SIGTERM');
  const again = await startRelay('connected');
  const limit = async () => (await validated(again, vendor.licenseKey)).license.sessions.max;
  await until('the renewal is served', async () => (await limit()) === 41);
  server.close();
  // The first process may have begun with it, too.
  const sent = new Map(received);
  expect([...sent.keys()]).toEqual(['/api/v1/relays/reports', '/api/v1/relays/renew']);
  expect(claimsIn(sent.get('/api/v1/relays/reports') ?? '')).toMatchObject({ relay: vendor.relay, seq: 1 });
  const [certificate] = headerIn(signed).chain;
  expect(JSON.parse(sent.get('/api/v1/relays/renew') ?? '')).toEqual({
    certificate,
    at: expect.any(Number),
    proof: expect.stringMatching(/^[\w-]{86}$/),
  });
});

it("serves a pool that a vendor's server has issued", async () => {
  const server = await TestServer.start();
  const { id, key } = await issued(server, { max_sessions: 5, max_activations: 10 });
  const inAMonth = new Date(Date.now() + 30 * DAY * 1000).toISOString();
  const { body } = await issueRelay(server, { id }, { pool: { sessions: 2, activations: 3 }, expires_at: inAMonth });
  const relay = await startRelay('pair', saved('pair.json', body.file));
  const { body: keys } = await server.call('GET', '/.well-known/jwks.json');
  const { signed, valid } = await validated(relay, key);
  expect(valid).toBe(false);
  await relay.call('POST', '/api/v1/activate', { license_key: key, hardware_id: 'desk', app_version: '2.1' });
  const { signed: later } = await validated(relay, key);
  expect(claimsIn(later)).toMatchObject({ valid: true, license: id, relay: body.id });
  expect(await isSignedBy(headerIn(signed).chain[0], keys.keys[0].x)).toBe(true);
  const starts = await Promise.all([1, 2, 3].map(() => session(relay, key, 'desk')));
  expect(tally(starts.map(({ status }) => status))).toEqual({ 201: 2, 409: 1 });

  const report = (await keyward('report', '--data', folder('pair'))).output.trim();
  const received = await server.call('POST', '/api/v1/relays/reports', { body: { report } });
  const sessions = { peak: 2, started: 2, refused: 1 };
  expect([received.status, received.body]).toMatchObject([
    200,
    { relay_id: body.id, gaps: [], usage: { sessions, devices: 1, versions: [{ version: '2.1', devices: 1 }] } },
  ]);
  const code = (await keyward('release', '--yes', '--data', folder('pair'))).output.trim();
  expect((await endRelay(server, { id: body.id, license: id }, code)).body.status).toBe('released');
  await server.stop();
});

const STRANGER = new RelayVendor().keys.privateKey;

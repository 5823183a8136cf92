import { createHash, randomBytes } from 'node:crypto';
import { fileStore } from '../../sdk/src/license/file-store';
import { type LicenseOptions, openLicense } from '../../sdk/src/license/open-license';
import type { ProgramLicense } from '../../sdk/src/license/program-license';
import { type LicenseStore, memoryStore } from '../../sdk/src/license/store';
import { issued } from '../testkit/issue';
import { licenseOf, race } from '../testkit/race';
import { verificationsOf } from '../testkit/records';
import { TestServer } from '../testkit/server';
import { publishedKeys, revoke, rotated } from '../support/signed';
import { DAY } from '../../src/core/common/calendar';

let server: TestServer;
let baseUrl: string;
let keys: string[];
const open: ProgramLicense[] = [];

beforeAll(async () => {
  server = await TestServer.shared();
  baseUrl = await server.listen();
  keys = (await publishedKeys(server)).keys.map(({ x }) => x ?? '');
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((license) => license.close()));
  server.clock.reset();
});
afterAll(() => server.stop());

async function start(options: Partial<LicenseOptions> = {}): Promise<ProgramLicense> {
  const store = memoryStore();
  const now = () => server.clock.now().getTime();
  const license = await openLicense({ baseUrl, product: 'v2-default', keys, store, device: 'desk', now, ...options });
  open.push(license);
  return license;
}

/** Nobody answers. */
const gone = (): Promise<Response> =>
  Promise.reject(new TypeError('fetch failed', { cause: new Error('ECONNREFUSED') }));

/** Loses the first answer of each call that changes something, after the server has given it. */
function losingAnswers(): { fetch: LicenseOptions['fetch']; lost: string[] } {
  const lost: string[] = [];
  const change = /(deactivate|activate|license-sessions|license-sessions\/end)$/;
  return {
    lost,
    fetch: async (address, init) => {
      const response = await fetch(address, init);
      const [name = ''] = change.exec(address) ?? [];
      if (name === '' || lost.includes(name)) {
        return response;
      }
      lost.push(name);
      await response.text();
      return gone();
    },
  };
}

it('makes a change once when its answer is lost', async () => {
  const license = await issued(server, { max_activations: 1, max_sessions: 1 });
  const { fetch, lost } = losingAnswers();
  const program = await start({ fetch, retries: 1 });
  await expect(program.activate(license.key)).resolves.toMatchObject({ kind: 'valid' });
  // The repeated answer holds no token.
  await expect(program.startSession()).rejects.toMatchObject({ code: 'INVALID_ANSWER' });
  server.clock.advance(61_000);
  await (await program.startSession()).end();
  await expect(program.release()).resolves.toMatchObject({ kind: 'must_connect' });
  expect(program.lastError).toBeUndefined();
  expect(lost).toEqual(['activate', 'license-sessions', 'license-sessions/end', 'deactivate']);
  const log = (await verificationsOf(server, license.key)).map(({ operation, outcome }) => `${operation} ${outcome}`);
  expect(log).toEqual(['activate VALID', 'session VALID', 'session VALID', 'deactivate VALID']);
});

it('licenses a program from the key to the release', async () => {
  const { id, key } = await issued(server, { features: ['export'], max_activations: 1 });
  const license = await start();
  await expect(license.activate(key)).resolves.toMatchObject({ kind: 'valid', features: ['export'], license: id });
  const other = await start({ device: 'laptop', licenseKey: key });
  expect(other.state).toMatchObject({ kind: 'refused' });
  await expect(other.activate()).rejects.toMatchObject({ name: 'LicenseRefusedError', code: 'SEATS_EXHAUSTED' });

  await license.release();
  await expect(other.activate()).resolves.toMatchObject({ kind: 'valid' });
});

it('trusts answers about a key that its user typed without dashes, also when it comes again', async () => {
  const { id, key } = await issued(server, { max_sessions: 1 });
  const typed = key.replaceAll('-', ' ').toLowerCase();
  const store = memoryStore();
  const license = await start({ store, floating: true });
  await expect(license.activate(typed)).resolves.toMatchObject({ kind: 'valid', license: id });
  await expect(license.check()).resolves.toMatchObject({ kind: 'valid' });
  await license.close();
  expect((await start({ store, fetch: gone })).state).toMatchObject({ usable: true, license: id });
});

it('is refused from the next check on when the license is revoked', async () => {
  const { id, key } = await issued(server);
  const license = await start();
  await license.activate(key);
  await server.asAdmin('PATCH', `/api/v1/licenses/${id}`, { body: { state: 'revoked' } });
  await expect(license.check()).resolves.toMatchObject({ kind: 'refused', reason: 'REVOKED' });
  await expect((await start({ licenseKey: 'no-such-key' })).check()).resolves.toMatchObject({ reason: 'NOT_FOUND' });
});

it('runs offline for the days that the policy allows', async () => {
  const { key } = await issued(server);
  const store = memoryStore();
  const first = await start({ store });
  await first.activate(key);
  const { until } = first.state as { until: Date };
  const license = await start({ store, fetch: gone });
  server.clock.advance(2 * DAY);
  await expect(license.check()).resolves.toMatchObject({ kind: 'grace', reason: 'unreachable', until });
  server.clock.advance(until.getTime() - server.clock.now().getTime());
  expect(license.state.usable).toBe(true);
  server.clock.advance(1000);
  expect(license.state).toMatchObject({ kind: 'must_connect', reason: 'unreachable' });
});

it('is licensed by a license for several products', async () => {
  await server.sdk.products.create({ reference: 'second', name: 'Second' });
  const { key } = await issued(server, { products: ['v2-default', 'second'], max_sessions: 1 });
  const license = await start({ product: 'second' });
  await expect(license.activate(key)).resolves.toMatchObject({ kind: 'valid' });
  await expect(license.check()).resolves.toMatchObject({ kind: 'valid' });
  await expect(license.startSession()).resolves.toMatchObject({ isActive: true });
  expect(license.lastError).toBeUndefined();
});

it('is refused with the license of another product', async () => {
  await server.sdk.products.create({ reference: 'third', name: 'Third' });
  const { key } = await issued(server);
  const license = await start({ product: 'third', licenseKey: key });
  expect(license.state).toMatchObject({ kind: 'refused', reason: 'PRODUCT_MISMATCH' });
});

it('follows rotated keys, and drops revoked ones', async () => {
  const { key } = await issued(server);
  const store = memoryStore();
  const license = await start({ store });
  await license.activate(key);
  const [pinned] = (await publishedKeys(server)).keys;
  await rotated(server);
  await expect(license.check()).resolves.toMatchObject({ kind: 'valid' });
  expect((await revoke(server, pinned?.kid ?? '')).status).toBe(200);
  server.clock.advance(2 * DAY);
  await expect(license.check()).resolves.toMatchObject({ kind: 'valid' });
  expect(license.lastError).toBeUndefined();
  expect((await start({ store, fetch: gone })).state.usable).toBe(true);
  // Later tests pin the new one.
  keys = (await publishedKeys(server)).keys.map(({ x }) => x ?? '');
});

it('works without a network by a file for its request, and gives the seat back by a code', async () => {
  const { id, key } = await issued(server, { max_activations: 1, features: ['export'] });
  const store = memoryStore();
  const license = await start({ store, fetch: gone, device: 'd'.repeat(43) });
  const request = await license.offlineRequest(key);
  const { file } = await server.sdk.licenseFiles.issue(id, { request, encrypted: true });
  await expect(license.useFile(file, key)).resolves.toMatchObject({
    kind: 'valid',
    source: 'file',
    features: ['export'],
  });

  const code = await license.releaseOffline();
  expect(license.state.usable).toBe(false);
  await server.sdk.licenseFiles.releaseOfflineDevice(id, { code });
  await expect((await start()).activate(key)).resolves.toMatchObject({ kind: 'valid' });
});

it('loses its license file at the next contact after it was revoked', async () => {
  const { id, key } = await issued(server);
  const device = 'd'.repeat(43);
  let isOnline = false;
  const license = await start({
    device,
    fetch: (address, init) => (isOnline ? fetch(address, init) : gone()),
  });
  const request = await license.offlineRequest(key);
  const issuedFile = await server.sdk.licenseFiles.issue(id, { request, ttl_days: 20 });
  await license.useFile(issuedFile.file, key);
  await server.sdk.licenseFiles.revoke(id, issuedFile.id);
  isOnline = true;
  await license.check();
  expect(license.state).toMatchObject({ source: 'server' });
  await expect(license.useFile(issuedFile.file)).rejects.toThrow('given up');
});

describe('five programs and 2 floating seats', () => {
  it('give a seat to two, and the next ones as soon as seats are free', async () => {
    const { key } = await issued(server, { max_activations: null, max_sessions: 2 });
    const stores = Array.from({ length: 5 }, (): LicenseStore => memoryStore());
    for (const [index, store] of stores.entries()) {
      await (await start({ store, device: `desk-${index}` })).activate(key);
    }
    await Promise.all(open.splice(0).map((license) => license.close()));
    const programs = await race(
      { databaseUrl: server.databaseUrl, ...licenseOf(key) },
      stores.map((store, index) => () => start({ store, device: `desk-${index}`, floating: true })),
    );
    const kinds = (): string[] => programs.map(({ state }) => state.kind).sort();
    expect(kinds()).toEqual([...Array<string>(3).fill('must_connect'), ...Array<string>(2).fill('valid')]);
    expect(programs.filter(({ session }) => session?.isActive)).toHaveLength(2);

    // One ends. The other crashes: nobody renews its session.
    const [one] = programs.filter(({ session }) => session);
    await one?.close();
    const waiting = programs.filter(({ session, state }) => !session && state.kind === 'must_connect' && !state.usable);
    const next = await Promise.all(waiting.map((license) => license.check()));
    expect(next.filter(({ kind }) => kind === 'valid')).toHaveLength(1);

    server.clock.advance(61_000);
    await Promise.all(waiting.map((license) => license.check()));
    expect(waiting.filter(({ session }) => session?.isActive)).toHaveLength(2);
  });
});

it('keeps its license in a file', async () => {
  const { key } = await issued(server);
  const path = `/tmp/license-store-${process.pid}/license`;
  const license = await start({ store: fileStore(path) });
  await license.activate(key);
  expect((await start({ store: fileStore(path), fetch: gone })).state).toMatchObject({ kind: 'valid' });
  await fileStore(path).delete();
  expect((await start({ store: fileStore(path), fetch: gone })).state).toMatchObject({ kind: 'must_connect' });
});

it('reads what its vendor shows to programs, the upgrade page also when it is refused', async () => {
  const { id: product } = await server.sdk.products.create({ reference: 'shown', name: 'Shown' });
  const shown = { metadata: { public: { tier: 'basic' } }, upgrade_url: 'https://example.com/{license}' };
  await server.sdk.settings.update({ 'mail.manage_url': 'https://example.com/account' });
  await server.asAdmin('PATCH', `/api/v1/products/${product}`, { body: { ...shown, shows_customer: true } });
  const metadata = { public: { tariff: 'school' }, notes: 'internal' };
  const { id: customer } = await server.sdk.customers.create({ name: 'Ada', company: 'Engines', metadata });
  const { id, key } = await issued(server, { product: 'shown', customer_id: customer });
  const license = await start({ product: 'shown' });
  await expect(license.activate(key)).resolves.toMatchObject({
    customer: { name: 'Ada', company: 'Engines', metadata: { tariff: 'school' } },
    deviceMetadata: {},
    metadata: { tier: 'basic' },
    upgradeUrl: `https://example.com/${id}`,
    manageUrl: 'https://example.com/account',
  });
  expect(license).toMatchObject({ customer: { name: 'Ada' }, metadata: { tier: 'basic' } });
  await server.asAdmin('PATCH', `/api/v1/licenses/${id}`, { body: { state: 'revoked' } });
  await expect(license.check()).resolves.toMatchObject({
    kind: 'refused',
    customer: null,
    metadata: {},
    upgradeUrl: `https://example.com/${id}`,
    manageUrl: 'https://example.com/account',
  });
});

it('takes amounts of meters and returns them, all or none', async () => {
  const { id: product } = await server.sdk.products.create({ reference: 'metered', name: 'Metered' });
  for (const code of ['exports', 'pages']) {
    const body = { name: code, kind: 'consumed' };
    await server.asAdmin('PUT', `/api/v1/products/${product}/meters/${code}`, { body });
  }
  const meters = { exports: { limit: 3, period: 'none' }, pages: { limit: null, period: 'month' } };
  const { key } = await issued(server, { product: 'metered', meters });
  const license = await start({ product: 'metered' });
  await expect(license.recordUsage('exports')).rejects.toMatchObject({ code: 'LICENSE_KEY_MISSING' });
  await license.activate(key);
  const balance = { meter: 'exports', used: 1, limit: 3, left: 2, resetsAt: null };
  await expect(license.recordUsage('exports')).resolves.toEqual(balance);
  const tooMuch = [
    { meter: 'pages', amount: 10 },
    { meter: 'exports', amount: 3 },
  ];
  await expect(license.recordUsage(tooMuch)).rejects.toMatchObject({ code: 'METER_EXHAUSTED' });
  await expect(license.recordUsage('pages', 5)).resolves.toMatchObject({
    used: 5,
    limit: null,
    left: null,
    resetsAt: expect.any(Date),
  });
  await expect(license.recordUsage('exports', -1)).resolves.toMatchObject({ used: 0, left: 3 });
});

it('starts a trial once, and waits for its verification', async () => {
  const [open, checked] = await Promise.all(
    [false, true].map((verified) =>
      server.sdk.policies.create({
        name: `Trial ${verified}`,
        duration_days: 14,
        trial_needs_verification: verified,
        trial_requires: verified ? 'email' : 'device',
      }),
    ),
  );
  await server.sdk.products.create({ reference: 'tried', name: 'Tried', trial_policy: open?.id ?? null });
  await server.sdk.products.create({ reference: 'checked', name: 'Checked', trial_policy: checked?.id ?? null });
  const license = await start({ product: 'tried' });
  const first = await license.startTrial();
  expect(first).toMatchObject({ status: 'granted', state: { kind: 'valid', expiresAt: expect.any(Date) } });
  const key = license.licenseKey;
  await expect(license.startTrial()).resolves.toMatchObject({ status: 'granted' });
  expect(license.licenseKey).toBe(key);

  const other = await start({ product: 'checked' });
  await expect(other.startTrial()).rejects.toMatchObject({ details: [{ field: 'email' }] });
  const email = 'ada@example.com';
  await expect(other.startTrial({ email })).resolves.toMatchObject({
    status: 'pending_verification',
    state: { usable: false, reason: 'no_license_key' },
  });
  const { items } = await server.sdk.trials.list({ email });
  await server.sdk.trials.verify(items[0]?.id ?? '');
  await expect(other.startTrial({ email })).resolves.toMatchObject({ status: 'granted', state: { kind: 'valid' } });
  await expect((await start()).startTrial()).rejects.toMatchObject({ code: 'TRIALS_NOT_OFFERED' });
});

it('downloads the update that its license may have, in parts if the connection breaks', async () => {
  const { id: product } = await server.sdk.products.create({ reference: 'updated', name: 'Updated' });
  const { id: version } = await server.sdk.products.createVersion(product, { reference: 'v1.1.0', version: '1.1.0' });
  const bytes = randomBytes(3_000);
  await server.sdk.products.uploadVersionFile(product, version, 'main', { file: new File([bytes], 'updated.zip') });
  const { key } = await issued(server, { product: 'updated' });
  const ranges: (string | null)[] = [];
  const breaking: LicenseOptions['fetch'] = async (address, init) => {
    const response = await fetch(address, init);
    if (!address.includes('/files/')) {
      return response;
    }
    ranges.push(new Headers(init.headers).get('range'));
    const part = Buffer.from(await response.arrayBuffer()).subarray(0, 2_000);
    return new Response(part, { status: response.status, headers: response.headers });
  };
  const license = await start({ product: 'updated', appVersion: '1.0.0', fetch: breaking });
  await license.activate(key);
  const update = await license.checkForUpdate();
  const blob = await license.downloadUpdate(update ?? fail());
  expect(Buffer.from(await blob.arrayBuffer())).toEqual(bytes);
  expect(ranges).toEqual([null, 'bytes=2000-']);
});

it('downloads a file for its platform from the other host that the server has signed', async () => {
  const { id: product } = await server.sdk.products.create({ reference: 'linked', name: 'Linked' });
  const { id: version } = await server.sdk.products.createVersion(product, { version: '1.1.0' });
  const bytes = randomBytes(1000);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const url = 'https://cdn.example.com/linked_amd64.deb';
  const link = { url, name: 'linked_amd64.deb', size: bytes.length, sha256 };
  await server.sdk.products.linkArtifact(product, version, link);
  const { key } = await issued(server, { product: 'linked' });
  const elsewhere: string[] = [];
  const fetching: LicenseOptions['fetch'] = (address, init) => {
    if (address !== url) {
      return fetch(address, init);
    }
    elsewhere.push(JSON.stringify(init));
    return Promise.resolve(new Response(bytes));
  };
  const license = await start({ product: 'linked', appVersion: '1.0.0', fetch: fetching });
  await license.activate(key);
  expect(await license.checkForUpdate(undefined, { platform: 'windows' })).toBeNull();
  const update = await license.checkForUpdate(undefined, { platform: 'linux', arch: 'x64' });
  expect(update).toMatchObject({ files: [{ ...link, type: 'deb', platform: 'linux', arch: 'x64' }] });
  const blob = await license.downloadUpdate(update ?? fail());
  expect(Buffer.from(await blob.arrayBuffer())).toEqual(bytes);
  expect(elsewhere).toHaveLength(1);
  expect(elsewhere.join()).not.toContain(key);
});

function fail(): never {
  throw new Error('There is no update');
}

import { fileStore } from '../../sdk/src/license/file-store';
import { type LicenseOptions, openLicense } from '../../sdk/src/license/open-license';
import type { ProgramLicense } from '../../sdk/src/license/program-license';
import { type LicenseStore, memoryStore } from '../../sdk/src/license/store';
import { issued } from '../support/issue';
import { licenseOf, race } from '../support/race';
import { verificationsOf } from '../support/records';
import { TestServer } from '../support/server';
import { publishedKeys, revoke, rotated } from '../support/signed';
import { DAY } from '../../src/common/calendar';

let server: TestServer;
let baseUrl: string;
let keys: string[];
const open: ProgramLicense[] = [];

beforeAll(async () => {
  server = await TestServer.start();
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

describe('20 programs and 3 floating seats', () => {
  it('give a seat to three, and the next ones as soon as seats are free', async () => {
    const { key } = await issued(server, { max_activations: null, max_sessions: 3 });
    const stores = Array.from({ length: 20 }, (): LicenseStore => memoryStore());
    for (const [index, store] of stores.entries()) {
      await (await start({ store, device: `desk-${index}` })).activate(key);
    }
    await Promise.all(open.splice(0).map((license) => license.close()));
    const programs = await race(
      { databaseUrl: server.databaseUrl, ...licenseOf(key) },
      stores.map((store, index) => () => start({ store, device: `desk-${index}`, floating: true })),
    );
    const kinds = (): string[] => programs.map(({ state }) => state.kind).sort();
    expect(kinds()).toEqual([...Array<string>(17).fill('must_connect'), ...Array<string>(3).fill('valid')]);
    expect(programs.filter(({ session }) => session?.isActive)).toHaveLength(3);

    // One ends. Two crash: nobody renews their sessions.
    const [one] = programs.filter(({ session }) => session);
    await one?.close();
    const waiting = programs.filter(({ session, state }) => !session && state.kind === 'must_connect' && !state.usable);
    const next = await Promise.all(waiting.slice(0, 17).map((license) => license.check()));
    expect(next.filter(({ kind }) => kind === 'valid')).toHaveLength(1);

    server.clock.advance(61_000);
    await Promise.all(waiting.map((license) => license.check()));
    expect(waiting.filter(({ session }) => session?.isActive)).toHaveLength(3);
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

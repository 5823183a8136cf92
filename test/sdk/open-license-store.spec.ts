import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileStore } from '../../sdk/src/license/file-store';
import { localStorageStore, memoryStore } from '../../sdk/src/license/store';
import { DAY, HOUR, LicensedProgram, SECOND } from './support/licensed-program';
import { SigningServer } from './support/signing-server';

let program: LicensedProgram;
beforeEach(() => (program = new LicensedProgram()));
afterEach(() => program.end());

/** Part of what the store holds. */
interface StoredRecord {
  seen: number;
  answer: string;
}

/** Changes some fields of what the store holds. */
async function edit(change: (record: StoredRecord) => object): Promise<void> {
  const record = JSON.parse((await program.store.read()) ?? '{}');
  await program.store.write(JSON.stringify({ ...record, ...change(record) }));
}

describe('an edited store', () => {
  const ofAnotherServer = (): SigningServer => {
    const server = new SigningServer(program.time.trueNow);
    server.license.offlineDays = 9999;
    return server;
  };
  const request = { license_key: 'KEY-1', hardware_id: 'desk', nonce: 'n' };

  it.each<[string, (record: StoredRecord) => object]>([
    ['a later time', ({ seen }) => ({ seen: seen + 1 })],
    ['an earlier time', ({ seen }) => ({ seen: seen - DAY })],
    ['a changed answer', ({ answer }) => ({ answer: answer.replace(/.$/, 'x') })],
    ['changed claims', ({ answer }) => ({ answer: changedClaims(answer) })],
    ['an answer of another server', () => ({ answer: ofAnotherServer().verdict(request, 'validate') })],
    ['no seal', () => ({ seal: undefined })],
    ['another version', () => ({ version: 2 })],
  ])('with %s: must connect, then as before', async (_, change) => {
    await program.start();
    await program.end();
    await edit(change);
    program.server.isDown = true;
    const license = await program.start();
    expect(license.state).toMatchObject({ kind: 'must_connect', reason: 'no_answer' });

    program.server.isDown = false;
    expect((await license.check()).kind).toBe('valid');
  });

  it.each(['', 'null', '[]', '{', '"text"', '{"version":1,"keys":7,"released":{}}', '\0'.repeat(100)])(
    'that holds %j does no harm',
    async (text) => {
      await program.store.write(text);
      program.server.isDown = true;
      expect((await program.start()).state).toMatchObject({ kind: 'must_connect', reason: 'no_answer' });
    },
  );

  it('trusts no key that somebody has put into it', async () => {
    await program.start();
    await program.end();
    const other = ofAnotherServer();
    other.rotate();
    await edit(() => ({ keys: { proofs: [other.active.endorsement, other.jwks().signed], keys: [other.active.x] } }));
    program.server.fetch = other.fetch;
    const license = await program.start();
    await program.time.pass(8 * DAY);
    expect(license.state.usable).toBe(false);
  });

  it('of another device holds nothing', async () => {
    await program.start();
    program.server.isDown = true;
    expect((await program.restart({ device: 'laptop' })).state).toMatchObject({
      kind: 'must_connect',
      reason: 'no_answer',
    });
  });

  it('of another product holds nothing', async () => {
    await program.start();
    program.server.isDown = true;
    expect((await program.restart({ product: 'other' })).state).toMatchObject({
      kind: 'must_connect',
      reason: 'no_answer',
    });
  });

  it('of another license key holds nothing', async () => {
    await program.start();
    program.server.isDown = true;
    expect((await program.restart({ licenseKey: 'KEY-2' })).state).toMatchObject({
      kind: 'must_connect',
      reason: 'no_answer',
    });
  });
});

function changedClaims(jws: string): string {
  const [header, payload = '', signature] = jws.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
  const later = JSON.stringify({ ...claims, offline_until: claims.offline_until * 2 });
  return [header, Buffer.from(later).toString('base64url'), signature].join('.');
}

it('works without a store that works', async () => {
  const broken = (): Promise<never> => Promise.reject(new Error('EACCES'));
  const license = await program.start({ store: { read: broken, write: broken, delete: broken } });
  expect(license.state.kind).toBe('valid');
  expect(license.lastError).toMatchObject({ message: 'EACCES' });
});

describe('two processes on one store', () => {
  it('share their answers', async () => {
    const [one, two] = [await program.start(), await program.start()];
    program.server.calls.length = 0;
    program.server.license.features = ['export', 'print'];
    await one.check();
    await program.time.pass(HOUR + SECOND);
    expect(two.state.features).toEqual(['export', 'print']);
  });

  it('never lose a newer answer to an older one', async () => {
    const one = await program.start();
    const two = await program.start();
    await program.time.pass(10 * SECOND);
    program.server.license.refusal = 'REVOKED';
    await one.check();
    program.server.isDown = true;
    await two.check();
    expect(two.state).toMatchObject({ kind: 'refused', reason: 'REVOKED' });
    expect((await program.restart()).state).toMatchObject({ kind: 'refused', reason: 'REVOKED' });
  });
});

describe('fileStore', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'keyward-store-'))));
  afterEach(() => rm(folder, { recursive: true }));

  it('makes a file that only its owner can read, in a folder made at need', async () => {
    const path = join(folder, 'some/where/license');
    program.store = fileStore(path);
    await program.start();
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, 'some'))).mode & 0o777).toBe(0o700);
    program.server.isDown = true;
    expect((await program.restart()).state.kind).toBe('valid');
  });

  it('is never read half written, and leaves nothing beside it', async () => {
    const store = fileStore(join(folder, 'license'));
    const texts = Array.from({ length: 20 }, (_, index) => String(index).repeat(20_000));
    await store.write(texts[0] ?? '');
    const reads = Array.from({ length: 20 }, async () => store.read());
    await Promise.all([...texts.map((text) => store.write(text)), ...reads]);
    for (const read of reads) {
      expect(texts).toContain(await read);
    }
    expect(await readdir(folder)).toEqual(['license']);
  });

  it('has a lock of its own for each session that starts at the same time', async () => {
    const store = fileStore(join(folder, 'license'));
    const sessions = ['a', 'b', 'c', 'd', 'e', 'f'];
    const locks = await Promise.all(sessions.map(async () => store.lockSession?.()));
    await Promise.all(locks.map(async (lock, index) => lock?.keep(sessions[index])));
    const names = await readdir(folder);
    const texts = await Promise.all(names.map(async (name) => readFile(join(folder, name), 'utf8')));
    expect(texts.map((text) => JSON.parse(text).token).sort()).toEqual(sessions);

    await Promise.all(locks.map(async (lock) => lock?.keep(undefined)));
    await Promise.all(locks.map(async (lock) => lock?.unlock()));
    expect(await readdir(folder)).toEqual([]);
  });

  it('reads nothing where there is nothing, and deletes', async () => {
    const path = join(folder, 'license');
    const store = fileStore(path);
    await expect(store.read()).resolves.toBeUndefined();
    await store.delete();
    await writeFile(path, 'text');
    await store.delete();
    await expect(readFile(path)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('reports a file that cannot be read', async () => {
    const license = await program.start({ store: fileStore(folder) });
    expect(license.lastError).toBeInstanceOf(Error);
    expect(license.state.kind).toBe('valid');
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('localStorageStore', () => {
  afterEach(() => Reflect.deleteProperty(globalThis, 'localStorage'));

  it('keeps the license of a page under its prefix', async () => {
    const entries = new Map<string, string>();
    const localStorage = {
      getItem: (name: string) => entries.get(name) ?? null,
      setItem: (name: string, text: string) => void entries.set(name, text),
      removeItem: (name: string) => void entries.delete(name),
    };
    Object.defineProperty(globalThis, 'localStorage', { value: localStorage, configurable: true });
    program.store = localStorageStore('shop');
    await program.start();
    program.server.isDown = true;
    expect((await program.restart()).state.kind).toBe('valid');
    expect([...entries.keys()]).toEqual(['shop.license']);
    await program.store.delete();
    expect(entries.size).toBe(0);
  });
});

it('memoryStore forgets what it is told to', async () => {
  const store = memoryStore();
  await store.write('text');
  await expect(store.read()).resolves.toBe('text');
  await store.delete();
  await expect(store.read()).resolves.toBeUndefined();
});

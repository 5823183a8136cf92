import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProgramLicense } from '../../sdk/src/license/program-license';
import type { Update } from '../../sdk/src/license/updates';
import { LicensedProgram } from './support/licensed-program';
import { refusal } from './support/signing-server';

const BYTES = randomBytes(200_000);
const PIECE = 10_000;

let folder: string;
let program: LicensedProgram;
let license: ProgramLicense;
/** Ranges and credentials of the requests for the file. */
let asked: (string | null)[][];
/** What the server has: at times another file than the one that was signed. */
let served: Buffer;
/** Number of pieces after which the connection breaks, of each request in turn. */
let breaks: number[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openlicense-'));
  program = new LicensedProgram();
  [asked, served, breaks] = [[], BYTES, []];
  license = await program.start({ appVersion: '1.0.0' });
  program.server.intercept = (path, body, headers) =>
    path.endsWith('/updates/check')
      ? answered(body, offer())
      : path.includes('/files/')
        ? sendFile(headers)
        : undefined;
});
afterEach(async () => {
  await program.end();
  await rm(folder, { recursive: true });
});

function offer(version = '1.1.0', file = BYTES, more: { url?: string } = {}): Record<string, unknown> {
  const signed = {
    ...more,
    type: 'main',
    name: 'program.zip',
    size: file.length,
    sha256: createHash('sha256').update(file).digest('hex'),
  };
  const claims = {
    iss: 'keyward',
    iat: 1,
    product: 'my-program',
    version,
    channel: 'stable',
    released_at: '2030-01-01',
  };
  const url = 'http://internal.example.com/keys/api/v1/updates/my-program/v1.1.0/files/main?channel=stable';
  return {
    available: true,
    files: [{ url, ...signed }],
    manifest: program.server.sign('keyward-update+jws', { ...claims, files: [signed] }),
  };
}

function answered(asked: Record<string, unknown>, offered: Record<string, unknown>, version = '1.1.0'): Response {
  return program.server.update(asked, offered, version);
}

function sendFile(headers: Headers): Response {
  asked.push(['range', 'authorization', 'x-hardware-id'].map((name) => headers.get(name)));
  const from = Number(/^bytes=(\d+)-$/.exec(headers.get('range') ?? '')?.[1] ?? 0);
  if (from >= served.length) {
    return refusal(416, 'RANGE_UNSATISFIABLE');
  }
  let piece = 0;
  const last = breaks.shift() ?? Infinity;
  const body = new ReadableStream<Uint8Array>({
    pull(stream) {
      const start = from + piece * PIECE;
      if (piece++ >= last) {
        stream.error(new TypeError('terminated', { cause: new Error('other side closed') }));
      } else if (start >= served.length) {
        stream.close();
      } else {
        stream.enqueue(served.subarray(start, start + PIECE));
      }
    },
  });
  const range = { 'content-range': `bytes ${from}-${served.length - 1}/${served.length}` };
  const type = { 'content-type': 'application/octet-stream' };
  return new Response(body, { status: from === 0 ? 200 : 206, headers: from === 0 ? type : { ...type, ...range } });
}

async function update(): Promise<Update> {
  const found = await license.checkForUpdate();
  if (!found?.isAvailable) {
    throw new Error('There is no update');
  }
  return found;
}

const target = (): string => join(folder, 'program.zip');
const download = async (): Promise<string> => license.downloadUpdate(await update(), { to: target() });

it('hands a file over at its path, from the server that the program knows', async () => {
  await expect(download()).resolves.toBe(target());
  expect(await readFile(target())).toEqual(BYTES);
  expect(await readdir(folder)).toEqual(['program.zip']);
  expect(asked).toEqual([[null, 'License KEY-1', 'desk']]);
  expect(program.server.calls.at(-1)).toBe('/api/v1/updates/my-program/v1.1.0/files/main');
});

it('hands a file over as a Blob', async () => {
  breaks = [3];
  const blob = await license.downloadUpdate(await update());
  expect(Buffer.from(await blob.arrayBuffer())).toEqual(BYTES);
  expect(asked.map(([range]) => range)).toEqual([null, 'bytes=30000-']);
});

it('goes on after the connection broke, and tells how far it is', async () => {
  breaks = [5, 2];
  const received: number[] = [];
  await license.downloadUpdate(await update(), { to: target(), onProgress: (step) => received.push(step.received) });
  expect(await readFile(target())).toEqual(BYTES);
  expect(asked.map(([range]) => range)).toEqual([null, 'bytes=50000-', 'bytes=70000-']);
  expect(received).toEqual(Array.from({ length: 20 }, (_, index) => (index + 1) * PIECE));
});

/** Stops the download after four pieces. */
async function interrupt(): Promise<void> {
  const controller = new AbortController();
  const stop = ({ received }: { received: number }): void => (received === 4 * PIECE ? controller.abort() : undefined);
  const options = { to: target(), onProgress: stop, signal: controller.signal };
  await expect(license.downloadUpdate(await update(), options)).rejects.toMatchObject({ code: 'ABORTED' });
}

it('goes on at the next start of the program with what is there', async () => {
  await interrupt();
  expect(await readdir(folder)).toEqual([expect.stringMatching(/^program\.zip\.[0-9a-f]{16}\.partial$/)]);

  license = await program.restart({ appVersion: '1.0.0' });
  await download();
  expect(await readFile(target())).toEqual(BYTES);
  expect(asked.map(([range]) => range)).toEqual([null, 'bytes=40000-']);
});

it.each([
  ['knows no ranges', 0],
  ['sends another range', 90_000],
])('starts over if the server %s', async (_, first) => {
  await interrupt();
  const { intercept } = program.server;
  let isFirst = true;
  program.server.intercept = (path, body, headers) => {
    if (!path.includes('/files/') || !isFirst) {
      return intercept(path, body, headers);
    }
    isFirst = false;
    return sendFile(new Headers(first === 0 ? {} : { range: `bytes=${first}-` }));
  };
  await download();
  expect(await readFile(target())).toEqual(BYTES);
});

describe('refuses and deletes', () => {
  const changed = Buffer.from(BYTES).fill(1, 150_000, 150_001);
  it.each([
    ['a file that was changed', changed],
    ['a longer one', Buffer.concat([BYTES, BYTES])],
    ['a shorter one', BYTES.subarray(0, 100_000)],
  ])('%s', async (_, file) => {
    served = file;
    await writeFile(target(), 'the old program');
    await expect(download()).rejects.toMatchObject({ code: 'DOWNLOAD_CHANGED' });
    expect(await readdir(folder)).toEqual(['program.zip']);
    expect(await readFile(target(), 'utf8')).toBe('the old program');
    await expect(license.downloadUpdate(await update())).rejects.toMatchObject({ code: 'DOWNLOAD_CHANGED' });
  });

  it('a part that somebody changed on the disk', async () => {
    await interrupt();
    const [partial = ''] = await readdir(folder);
    await writeFile(join(folder, partial), Buffer.alloc(4 * PIECE));
    await expect(download()).rejects.toMatchObject({ code: 'DOWNLOAD_CHANGED' });
    expect(await readdir(folder)).toEqual([]);
    await download();
    expect(await readFile(target())).toEqual(BYTES);
  });
});

it('removes the parts of other versions, and nothing else', async () => {
  await interrupt();
  const others = ['program.zip.notes.partial', `other.zip.${'a'.repeat(16)}.partial`];
  await Promise.all(others.map((name) => writeFile(join(folder, name), 'kept')));
  const next = randomBytes(50_000);
  program.server.intercept = (path, body, headers) =>
    path.endsWith('/updates/check')
      ? answered(body, offer('1.2.0', next), '1.2.0')
      : path.includes('/files/')
        ? sendFile(headers)
        : undefined;
  served = next;
  await download();
  expect(await readFile(target())).toEqual(next);
  expect((await readdir(folder)).sort()).toEqual(['program.zip', ...others].sort());
});

describe('a file on another host', () => {
  const CDN = 'https://cdn.example.com/program.zip?token=SECRET';
  /** Requests to other hosts: address, headers and credentials. */
  let external: [string, Record<string, string>, RequestCredentials | undefined][];
  /** Where an address redirects to. */
  let redirects: Record<string, string>;

  /** A file whose signed address is this one. */
  async function linked(url: string): Promise<Update> {
    const { fetch } = program.server;
    [external, redirects] = [[], {}];
    program.server.intercept = (path, body) =>
      path.endsWith('/updates/check') ? answered(body, offer('1.1.0', BYTES, { url })) : undefined;
    program.server.fetch = (address, init) =>
      address.includes('cdn') ? Promise.resolve(answer(address, init)) : fetch(address, init);
    license = await program.restart({ appVersion: '1.0.0' });
    return update();
  }

  function answer(address: string, { headers, credentials, redirect }: RequestInit): Response {
    external.push([address, Object.fromEntries(new Headers(headers)), credentials]);
    const location = redirects[address];
    expect(redirect).toBe('manual');
    return location === undefined
      ? sendFile(new Headers(headers))
      : new Response(null, { status: 302, headers: { location } });
  }

  it('is loaded from its signed address, and learns nothing of the license', async () => {
    const found = await linked(CDN);
    breaks = [3];
    await expect(license.downloadUpdate(found, { to: target() })).resolves.toBe(target());
    expect(await readFile(target())).toEqual(BYTES);
    expect(external).toEqual([
      [CDN, {}, 'omit'],
      [CDN, { range: 'bytes=30000-' }, 'omit'],
    ]);
  });

  it('is followed through redirects, five at most', async () => {
    const found = await linked(CDN);
    const step = (number: number): string => `https://cdn-${number}.example.com/`;
    redirects = { [CDN]: step(1), [step(1)]: step(2), [step(2)]: '/file' };
    await license.downloadUpdate(found, { to: target() });
    expect(external.map(([address]) => address)).toEqual([CDN, step(1), step(2), `${step(2)}file`]);

    external = [];
    redirects = { [CDN]: CDN };
    await expect(license.downloadUpdate(found)).rejects.toMatchObject({ code: 'DOWNLOAD_NOT_ALLOWED' });
    expect(external).toHaveLength(6);
  });

  it.each([
    ['the address', 'http://cdn.example.com/program.zip', {}],
    ['a redirect', CDN, { [CDN]: 'http://cdn.example.com/program.zip' }],
  ])('is not loaded without HTTPS: %s', async (_, url, to) => {
    const found = await linked(url);
    redirects = to;
    const error: unknown = await license.downloadUpdate(found).catch((refused: unknown) => refused);
    expect(error).toMatchObject({ code: 'DOWNLOAD_NOT_ALLOWED', isUnreachable: false });
    expect(external.filter(([address]) => address.startsWith('http:'))).toEqual([]);
  });

  it('is refused and deleted if it is not the one that was signed', async () => {
    const found = await linked(CDN);
    served = randomBytes(BYTES.length);
    const error: unknown = await license.downloadUpdate(found, { to: target() }).catch((refused: unknown) => refused);
    expect(error).toMatchObject({ code: 'DOWNLOAD_CHANGED' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('is not loaded if its host fails, and the error has no secret of its address', async () => {
    const found = await linked(CDN);
    const { fetch } = program.server;
    program.server.fetch = (address, init) =>
      address.includes('cdn') ? Promise.resolve(new Response('Gone', { status: 410 })) : fetch(address, init);
    license = await program.restart({ appVersion: '1.0.0' });
    const error: unknown = await license.downloadUpdate(found).catch((refused: unknown) => refused);
    expect(error).toMatchObject({ code: 'HTTP_410', status: 410 });
    expect(String(error)).not.toContain('SECRET');
  });
});

it('refuses a version that is not newer than the program', async () => {
  const older = { ...(await update()), manifest: String(offer('0.9.0').manifest) };
  await expect(license.downloadUpdate(older, { to: target() })).rejects.toMatchObject({ code: 'UPDATE_NOT_NEWER' });
  expect([asked, await readdir(folder)]).toEqual([[], []]);
});

it('believes the sum that is signed and not the one beside it', async () => {
  served = randomBytes(BYTES.length);
  const sha256 = createHash('sha256').update(served).digest('hex');
  const found = await update();
  const forged = { ...found, files: found.files.map((file) => ({ ...file, sha256 })) };
  await expect(license.downloadUpdate(forged)).rejects.toMatchObject({ code: 'DOWNLOAD_CHANGED' });
});

it.each([
  ['a file that the update does not have', { file: { type: 'sql', name: 'schema.sql' } }, undefined],
  ['a file without an address', {}, null],
  ['a file of another server', {}, 'https://elsewhere.example.com/program.zip'],
])('does not download %s', async (_, options, url) => {
  const found = await update();
  const files = url === undefined ? found.files : found.files.map((file) => ({ ...file, url: url ?? undefined }));
  await expect(license.downloadUpdate({ ...found, files }, options)).rejects.toMatchObject({
    code: 'DOWNLOAD_NOT_ALLOWED',
  });
  expect(asked).toEqual([]);
});

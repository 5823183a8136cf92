import { createLocalJWKSet, jwtVerify } from 'jose';
import { race } from '../../testkit/race';
import { formOf } from '../../testkit/forms';
import { TestServer } from '../../testkit/server';
import { UpdateFeeds } from '../../support/update-feeds';

let server: TestServer;
let feeds: UpdateFeeds;
beforeAll(async () => {
  server = await TestServer.shared();
  feeds = new UpdateFeeds(server);
});
afterAll(() => server.stop());

interface ListedFile {
  readonly name: string;
  readonly label?: string;
  readonly url: string;
}

const check = async (product: string, more: object) =>
  (await server.call('POST', '/api/v1/updates/check', { body: { product, current_version: '1.0.0', ...more } })).body;
const namesIn = ({ files }: { files: ListedFile[] }): string[] => files.map(({ name }) => name);
const feedJson = async (reference: string, name: string) => JSON.parse((await feeds.feed(reference, name)).text);

function link(reference: string, name: string, more: object = {}) {
  const body = { url: `https://cdn.example/${name}`, name, size: 7, sha256: 'a'.repeat(64), ...more };
  return server.asAdmin('POST', `${feeds.artifactsOf(reference, '2.0.0')}/links`, { body });
}

/** A product with the version 2.0.0, whose files are added by `link`. */
async function published(): Promise<string> {
  const reference = await feeds.product();
  await feeds.publish(reference, '2.0.0', []);
  return reference;
}

it('leaves out the file of the whole version where a kind or a label is asked for', async () => {
  const reference = await published();
  const upload = await formOf(['file', Buffer.from('the whole'), 'studio.zip']);
  const file = await server.asAdmin('PUT', `/api/v1/products/${reference}/versions/2.0.0/files/main`, upload);
  expect([file.status, file.body]).toEqual([200, file.body]);
  await link(reference, 'studio-linux-x64.tar.gz', { label: 'portable' });
  const target = { platform: 'linux', arch: 'x64' };
  expect(namesIn(await check(reference, target))).toEqual(['studio.zip', 'studio-linux-x64.tar.gz']);
  for (const chosen of [{ kind: 'archive' }, { label: 'portable' }]) {
    expect(namesIn(await check(reference, { ...target, ...chosen }))).toEqual(['studio-linux-x64.tar.gz']);
  }
});

it('guesses platforms and processors beyond the usual ones, and takes names of the vendor', async () => {
  const reference = await published();
  const files = [
    ['tool-x86_64-unknown-linux-musl.tar.gz', {}, ['linux-musl', 'x64', 'archive']],
    ['tool-freebsd-riscv64.tar.gz', {}, ['freebsd', 'riscv64', 'archive']],
    ['Studio.apk', {}, ['android', 'any', 'apk']],
    ['Studio.ipa', {}, ['ios', 'any', 'ipa']],
    ['tool.bin', { platform: 'my-console_2.0', arch: 'e2k' }, ['my-console_2.0', 'e2k', 'other']],
    ['tool.run', { platform: 'macos', arch: 'aarch64' }, ['darwin', 'arm64', 'other']],
  ] as const;
  for (const [name, target, expected] of files) {
    const { status, body } = await link(reference, name, target);
    expect([name, status, body.platform, body.arch, body.kind]).toEqual([name, 201, ...expected]);
  }
  const { items } = (await server.asAdmin('GET', feeds.artifactsOf(reference, '2.0.0'))).body;
  expect(items.map(({ platform }: { platform: string }) => platform)).toEqual([
    'darwin',
    'linux-musl',
    'freebsd',
    'android',
    'ios',
    'my-console_2.0',
  ]);
  expect(namesIn(await check(reference, { platform: 'my-console_2.0' }))).toEqual(['tool.bin']);
  expect(namesIn(await check(reference, { platform: 'macos', arch: 'arm64' }))).toEqual(['tool.run']);
  expect((await check(reference, { platform: 'another-console' })).version).toBeNull();
  expect(namesIn(await feedJson(reference, 'feed.json?platform=my-console_2.0&arch=e2k'))).toEqual(['tool.bin']);
});

it('gives a program the files of the kind and label that it asks for', async () => {
  const reference = await published();
  await link(reference, 'Studio-x64.exe');
  await link(reference, 'Studio-x64-portable.exe', { label: 'portable' });
  await link(reference, 'Studio-x64.zip', { platform: 'windows', kind: 'symbols' });
  const windows = { platform: 'windows', arch: 'x64' };
  const all = ['Studio-x64.exe', 'Studio-x64-portable.exe', 'Studio-x64.zip'];
  expect(namesIn(await check(reference, windows))).toEqual(all);
  expect(namesIn(await check(reference, { ...windows, kind: 'installer' }))).toEqual(all.slice(0, 2));
  expect(namesIn(await check(reference, { label: 'portable' }))).toEqual(['Studio-x64-portable.exe']);
  expect(namesIn(await check(reference, { ...windows, kind: 'symbols' }))).toEqual(['Studio-x64.zip']);
  expect((await check(reference, { ...windows, label: 'unknown' })).version).toBeNull();
  expect(namesIn(await feedJson(reference, 'feed.json?platform=windows'))).toEqual(all);
  expect(namesIn(await feedJson(reference, 'feed.json?kind=symbols'))).toEqual(['Studio-x64.zip']);
  expect((await feeds.feed(reference, 'feed.json?kind=toolbox')).status).toBe(400);
});

it('prefers files for the platform to those for any, also where the processor is unknown', async () => {
  const reference = await published();
  await link(reference, 'guide.zip', { arch: 'x64' });
  await link(reference, 'guide-win.zip', { platform: 'windows', arch: 'x64' });
  expect(namesIn(await check(reference, { platform: 'windows' }))).toEqual(['guide-win.zip']);
  expect(namesIn(await check(reference, { arch: 'x64' }))).toEqual(['guide.zip', 'guide-win.zip']);
});

it('gives updaters only files without a label, unless their address names it', async () => {
  const reference = await published();
  await link(reference, 'Studio-x64.exe', { sha512: 'a'.repeat(128) });
  await link(reference, 'Studio-x64-portable.exe', { sha512: 'b'.repeat(128), label: 'portable' });
  const plain = (await feeds.feed(reference, 'latest.yml')).text;
  expect(plain).toContain('Studio-x64.exe');
  expect(plain).not.toContain('portable');
  expect((await feeds.feed(reference, 'latest.yml?label=portable')).text).toContain('Studio-x64-portable.exe');
});

it('shows programs the public metadata of a file, also in the signed manifest', async () => {
  const reference = await published();
  const metadata = { build: 42, public: { min_ram: 4 } };
  const { body } = await feeds.upload(reference, '2.0.0', 'Studio-x64.exe', {
    label: 'portable',
    metadata: JSON.stringify(metadata),
  });
  expect(body).toMatchObject({ label: 'portable', metadata });
  const path = `${feeds.artifactsOf(reference, '2.0.0')}/${body.id}`;
  const changed = await server.asAdmin('PATCH', path, { body: { metadata: { build: null, note: 'x' } } });
  expect(changed.body.metadata).toEqual({ note: 'x', public: { min_ram: 4 } });

  const answer = await check(reference, { platform: 'windows' });
  expect(answer.files).toMatchObject([{ label: 'portable', metadata: { min_ram: 4 } }]);
  const { body: jwks } = await server.call('GET', '/.well-known/jwks.json');
  const options = { typ: 'keyward-update+jws', currentDate: server.clock.now() };
  const { payload } = await jwtVerify(answer.manifest, createLocalJWKSet(jwks), options);
  expect(payload.files).toEqual(answer.files.map(({ url: _url, ...file }: ListedFile) => file));
  expect((await feedJson(reference, 'feed.json')).files).toMatchObject([{ metadata: { min_ram: 4 } }]);
  const [{ metadata: recorded }] = await server.dataSource.query(
    `SELECT data->'metadata' AS metadata FROM events WHERE name = 'version.file_changed' ORDER BY id DESC LIMIT 1`,
  );
  expect(recorded).toEqual(changed.body.metadata);
});

it.each([
  [{ platform: 'Amiga 500' }, 'platform'],
  [{ arch: 'x'.repeat(33) }, 'arch'],
  [{ label: '-portable' }, 'label'],
  [{ metadata: 'no JSON' }, 'metadata'],
  [{ metadata: '{"public":1}' }, 'metadata'],
  [{ metadata: JSON.stringify({ a: 'x'.repeat(17_000) }) }, 'metadata'],
])('rejects a file with an invalid name of its target or metadata: %#', async (fields, field) => {
  const reference = await published();
  const { status, body } = await feeds.upload(reference, '2.0.0', 'a.exe', fields);
  expect([status, body.error.details?.[0].field]).toEqual([400, field]);
});

it('adds only one of two files with the same label, and both of two labels', async () => {
  const reference = await published();
  const hold =
    'SELECT id FROM product_versions WHERE product_id = (SELECT id FROM products WHERE reference = $1) FOR UPDATE';
  const labels = ['one', 'one', 'other'];
  const replies = await race(
    { databaseUrl: server.databaseUrl, hold, values: [reference] },
    labels.map((label) => () => link(reference, 'Studio-x64.exe', { label })),
  );
  expect(replies.map(({ status }) => status).sort()).toEqual([201, 201, 409]);
  expect(replies.find(({ status }) => status === 409)?.body.error.code).toBe('ARTIFACT_EXISTS');
});

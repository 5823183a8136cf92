import { createHash, createPublicKey, verify } from 'node:crypto';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { vacuum } from '../../testkit/fill-tables';
import { aSigner } from '../../support/minisign';
import { race } from '../../testkit/race';
import { first } from '../../testkit/rows';
import { TestServer } from '../../testkit/server';
import { planOf, statementsOf } from '../../testkit/statements';
import { FEEDS_URL, PROGRAM, UpdateFeeds } from '../../support/update-feeds';

const hash = (algorithm: string, bytes: Buffer) => createHash(algorithm).update(bytes);

const signer = aSigner();

let server: TestServer;
let product: UpdateFeeds['product'];
let versionsOf: UpdateFeeds['versionsOf'];
let artifactsOf: UpdateFeeds['artifactsOf'];
let upload: UpdateFeeds['upload'];
let publish: UpdateFeeds['publish'];
let get: UpdateFeeds['get'];
let feed: UpdateFeeds['feed'];
let licensed: UpdateFeeds['licensed'];
beforeAll(async () => {
  server = await TestServer.shared({ PUBLIC_URL: FEEDS_URL });
  server.clock.holdAt('2027-03-01T12:00:00Z');
  ({ product, versionsOf, artifactsOf, upload, publish, get, feed, licensed } = new UpdateFeeds(server, signer));
});
afterAll(() => server.stop());

const feedJson = async (...call: Parameters<typeof feed>) => JSON.parse((await feed(...call)).text);
const shown = async (): Promise<number> =>
  (await server.dataSource.query('SELECT count(*)::int n FROM stored_files WHERE sweep_at IS NULL'))[0].n;

describe('files of a version by platform', () => {
  let unchanged: string;
  beforeAll(async () => {
    unchanged = await product();
    await publish(unchanged, '1.0.0', []);
  });

  it('are uploaded with what their names suggest, listed, downloaded and deleted', async () => {
    const reference = await product();
    await publish(reference, '1.0.0', ['Studio-1.0.0-x64.exe']);
    const { body } = await upload(reference, '1.0.0', 'Studio-1.0.0-arm64.dmg');
    expect(body).toEqual({
      id: expect.any(String),
      platform: 'darwin',
      arch: 'arm64',
      required_entitlements: [],
      kind: 'dmg',
      label: '',
      metadata: {},
      from_version: null,
      name: 'Studio-1.0.0-arm64.dmg',
      size: PROGRAM.length,
      sha256: hash('sha256', PROGRAM).digest('hex'),
      sha512: hash('sha512', PROGRAM).digest('hex'),
      ed25519_signature: null,
      min_os_version: null,
      minisign_signature: null,
      url: null,
      created_at: '2027-03-01T12:00:00.000Z',
    });
    const path = artifactsOf(reference, '1.0.0');
    const { items } = (await server.asAdmin('GET', path)).body;
    expect(items.map(({ name }: { name: string }) => name)).toEqual(['Studio-1.0.0-x64.exe', 'Studio-1.0.0-arm64.dmg']);

    const headers = { authorization: `Bearer ${await server.adminToken()}`, range: 'bytes=10-19' };
    const part = await get(`${path}/${body.id}`, headers);
    expect([part.status, part.bytes]).toEqual([206, PROGRAM.subarray(10, 20)]);

    const before = await shown();
    expect((await server.asAdmin('DELETE', `${path}/${body.id}`)).status).toBe(204);
    expect((await server.asAdmin('DELETE', `${path}/${body.id}`)).status).toBe(404);
    expect(await shown()).toBe(before - 1);
  });

  it('may be outside, at an address', async () => {
    const reference = await product();
    await publish(reference, '1.0.0', []);
    const link = { url: 'https://cdn.example/a.deb', name: 'a_amd64.deb', size: 7, sha256: 'a'.repeat(64) };
    const { status, body } = await server.asAdmin('POST', `${artifactsOf(reference, '1.0.0')}/links`, { body: link });
    expect([status, body]).toEqual([
      201,
      expect.objectContaining({ ...link, platform: 'linux', arch: 'x64', kind: 'deb' }),
    ]);
    expect((await feedJson(reference, 'feed.json')).files).toMatchObject([{ url: link.url }]);
  });

  it('give one of two uploads for the same platform a conflict, and keep no file of it', async () => {
    const reference = await product();
    await publish(reference, '1.0.0', []);
    const before = await shown();
    const hold =
      'SELECT id FROM product_versions WHERE product_id = (SELECT id FROM products WHERE reference = $1) FOR UPDATE';
    const send = () => upload(reference, '1.0.0', 'Studio-x64.msi');
    const replies = await race({ databaseUrl: server.databaseUrl, hold, values: [reference] }, [send, send]);
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(replies.find(({ status }) => status === 409)?.body.error.code).toBe('ARTIFACT_EXISTS');
    expect(await shown()).toBe(before + 1);
  });

  it('are deleted with their version and their product', async () => {
    const [one, other] = [await product(), await product()];
    const before = await shown();
    await publish(one, '1.0.0', ['a-x64.exe']);
    await publish(other, '1.0.0', ['a-x64.exe']);
    await server.asAdmin('DELETE', `${versionsOf(one)}/v1.0.0`);
    await server.asAdmin('DELETE', `/api/v1/products/${other}?final=true`);
    expect(await shown()).toBe(before);
  });

  it.each([
    [{ platform: 'Amiga 500' }, 400, 'platform'],
    [{ kind: 'delta' }, 400, 'from_version'],
    [{ from_version: '0.9' }, 400, 'from_version'],
    [{ ed25519_signature: 'c2hvcnQ=' }, 400, 'ed25519_signature'],
    [{ minisign_signature: 'no signature' }, 400, 'minisign_signature'],
    [{ ed25519_signature: signer.sparkle(Buffer.from('another file')) }, 422, 'ed25519_signature'],
    [{ ed25519_signature: aSigner().sparkle(PROGRAM) }, 422, 'ed25519_signature'],
    [{ minisign_signature: signer.tauri(Buffer.from('another file')) }, 422, 'minisign_signature'],
    [{ minisign_signature: aSigner().tauri(PROGRAM) }, 422, 'minisign_signature'],
    [{ minisign_signature: signer.minisign(Buffer.from('another file'), false) }, 422, 'minisign_signature'],
  ])('are refused as a whole, and the field is named: %#', async (fields, status, field) => {
    const before = await shown();
    const reply = await upload(unchanged, '1.0.0', 'Studio-x64.exe', fields);
    expect([reply.status, reply.body.error.details?.[0].field]).toEqual([status, field]);
    expect(await shown()).toBe(before);
  });

  it('are refused with a signature that the product has no key for', async () => {
    const reference = await product({ sparkle_public_key: null });
    await publish(reference, '1.0.0', []);
    const reply = await upload(reference, '1.0.0', 'a.dmg', { ed25519_signature: signer.sparkle(PROGRAM) });
    expect([reply.status, reply.body.error.details]).toEqual([
      422,
      [expect.objectContaining({ field: 'ed25519_signature' })],
    ]);
  });

  it('have the signatures that were made off the server', async () => {
    const reference = await product();
    await publish(reference, '1.0.0', []);
    const fields = { ed25519_signature: signer.sparkle(PROGRAM), minisign_signature: signer.minisign(PROGRAM, false) };
    const { status, body } = await upload(reference, '1.0.0', 'Studio.app.tar.gz', fields);
    const minisign_signature = Buffer.from(fields.minisign_signature).toString('base64');
    expect([status, body]).toEqual([201, expect.objectContaining({ ...fields, minisign_signature })]);
  });

  it('need public keys that are keys', async () => {
    const reference = await product();
    for (const field of ['sparkle_public_key', 'tauri_public_key']) {
      const reply = await server.asAdmin('PATCH', `/api/v1/products/${reference}`, { body: { [field]: 'abc' } });
      expect([reply.status, reply.body.error.details[0].field]).toEqual([400, field]);
    }
  });

  it('need public keys, also as mail programs leave them', async () => {
    const reference = await product();
    const read = await server.asAdmin('GET', `/api/v1/products/${reference}`);
    for (const field of ['sparkle_public_key', 'tauri_public_key']) {
      const known: string = read.body[field];
      for (const pasted of [
        `\ufeff> ${known}\r\n`,
        `"${known}"`,
        known.replace(/=+$/, ''),
        known.replace(/(.{20})/, '$1\n> '),
      ]) {
        const { status } = await server.asAdmin('PATCH', `/api/v1/products/${reference}`, {
          body: { [field]: pasted },
        });
        expect([pasted, status]).toEqual([pasted, 200]);
      }
    }
  });

  it('are recorded in the audit trail of the version', async () => {
    const reference = await product();
    await publish(reference, '1.0.0', ['Studio.dmg']);
    const [{ id }] = (await server.asAdmin('GET', artifactsOf(reference, '1.0.0'))).body.items;
    await server.asAdmin('DELETE', `${artifactsOf(reference, '1.0.0')}/${id}`);
    const rows = await server.dataSource.query(
      `SELECT name, data->>'file' AS file FROM events WHERE data->>'reference' = 'v1.0.0' AND name LIKE 'version.file%'
       ORDER BY id DESC LIMIT 2`,
    );
    expect(rows).toEqual([
      { name: 'version.file_removed', file: 'Studio.dmg' },
      { name: 'version.file_added', file: 'Studio.dmg' },
    ]);
  });
});

describe('POST /api/v1/updates/check with a platform', () => {
  const check = async (reference: string, more: object) =>
    (
      await server.call('POST', '/api/v1/updates/check', {
        body: { product: reference, current_version: '1.0.0', ...more },
      })
    ).body;
  const namesIn = ({ files }: { files: { name: string }[] }) => files.map(({ name }) => name);

  it('answers the best file of each kind, and the deltas from its version, in a signed manifest', async () => {
    const reference = await product();
    await publish(reference, '2.0.0', ['a-x64.exe', 'a-arm64.dmg', 'a-universal.dmg', 'a-x64.deb', 'guide.zip']);
    for (const from_version of ['1.0.0', '0.9.0']) {
      const target = { platform: 'darwin', arch: 'any', from_version };
      expect((await upload(reference, '2.0.0', `a-${from_version}.delta`, target)).status).toBe(201);
    }
    const arm = await check(reference, { platform: 'darwin', arch: 'arm64' });
    expect(namesIn(arm)).toEqual(['guide.zip', 'a-1.0.0.delta', 'a-arm64.dmg']);
    const intel = await check(reference, { platform: 'darwin', arch: 'x64' });
    expect(namesIn(intel)).toEqual(['guide.zip', 'a-1.0.0.delta', 'a-universal.dmg']);
    expect(await check(reference, {})).toMatchObject({ version: '2.0.0', files: [] });

    const { body: jwks } = await server.call('GET', '/.well-known/jwks.json');
    const options = { typ: 'keyward-update+jws', currentDate: server.clock.now() };
    const { payload } = await jwtVerify(arm.manifest, createLocalJWKSet(jwks), options);
    expect(payload.files).toEqual(arm.files.map(({ url: _url, ...file }: { url: string }) => file));
    const [, , { url }] = arm.files;
    expect((await get(url)).bytes.equals(PROGRAM)).toBe(true);
  });

  it('skips versions that have files for other platforms only', async () => {
    const reference = await product();
    await publish(reference, '1.1.0', []);
    await publish(reference, '1.2.0', ['a.dmg']);
    await publish(reference, '1.3.0', ['a.exe']);
    expect((await check(reference, { platform: 'windows' })).version).toBe('1.3.0');
    expect((await check(reference, { platform: 'darwin' })).version).toBe('1.2.0');
    expect((await check(reference, { platform: 'linux' })).version).toBe('1.1.0');
    expect((await check(reference, {})).version).toBe('1.3.0');
  });
});

describe('a feed', () => {
  it('needs a license if updates do, in a header or in the query', async () => {
    const reference = await product({ updates_need_license: true });
    await publish(reference, '1.2.0', ['a.exe', 'a.dmg']);
    for (const name of ['latest.yml', 'sparkle.xml', 'tauri.json', 'RELEASES', 'releases.win.json']) {
      expect((await feed(reference, name)).status).toBe(401);
      const { status, text } = await feed(reference, `${name}?license_key=nobody`);
      expect([status, JSON.parse(text).error.code]).toEqual([404, 'NOT_FOUND']);
    }
    const { authorization = '' } = await licensed(reference);
    const key = authorization.replace('License ', '');
    expect((await feed(reference, `latest.yml?license_key=${key}&hardware_id=desk`)).status).toBe(200);
    expect((await feed(reference, `latest.yml?license_key=${key}&hardware_id=laptop`)).status).toBe(403);
    expect(await feedJson(reference, 'feed.json')).toMatchObject({ version: '1.2.0', files: [] });
  });

  it('is answered 304 while it is the same', async () => {
    const reference = await product({ updates_need_license: true });
    await publish(reference, '1.2.0', ['a.exe']);
    const headers = await licensed(reference);
    const { headers: sent } = await feed(reference, 'latest.yml', headers);
    const known = { ...headers, 'if-none-match': String(sent.etag) };
    expect((await feed(reference, 'latest.yml', known)).status).toBe(304);
    await publish(reference, '1.3.0', ['a.exe']);
    expect((await feed(reference, 'latest.yml', known)).status).toBe(200);
  });

  it('offers a version to the devices to which it is rolled out', async () => {
    const reference = await product();
    await publish(reference, '1.2.0', ['a.exe']);
    await publish(reference, '1.3.0', ['a.exe'], { is_active: false });
    const steps = [{ percent: 50 }];
    await server.asAdmin('POST', `${versionsOf(reference)}/v1.3.0/publish`, { body: { steps } });
    await server.asAdmin('POST', `${versionsOf(reference)}/v1.3.0/advance`, { body: { percent: 50 } });
    const devices = Array.from({ length: 20 }, (_, index) => `device ${index}`);
    const versions = await Promise.all(
      devices.map(async (device) => (await feedJson(reference, 'feed.json', { 'x-hardware-id': device })).version),
    );
    expect(new Set(versions)).toEqual(new Set(['1.2.0', '1.3.0']));
  });

  it.each([
    ['unknown.json', 404],
    ['feed.json?arch=risc%20v', 400],
    ['feed.json?channel=a&channel=b', 200],
    [`feed.json?channel=${'x'.repeat(300)}`, 400],
    ['feed.json?channel=%00', 400],
    ['latest.yml', 404],
    ['tauri.json', 204],
    ['sparkle.xml', 200],
    ['RELEASES', 200],
    ['releases.win.json', 200],
    ['wordpress.json', 200],
    ['feed.json?anything=else', 200],
    ['a-full.nupkg', 404],
  ])('of a product without versions answers %s', async (name, status) => {
    expect((await feed(await product(), name)).status).toBe(status);
  });
});

describe("Tauri's feed", () => {
  const sign = { minisign_signature: signer.tauri(PROGRAM) };

  it('offers a newer version for the target, with a signature that its public key verifies', async () => {
    const reference = await product();
    await publish(reference, '1.2.0', ['Studio-aarch64.app.tar.gz', 'Studio-x64.exe'], {
      fields: sign,
      changelog: 'Faster',
    });
    await publish(reference, '1.3.0', ['Studio-x64.msi'], { fields: {} });
    const query = 'target=darwin&arch=aarch64&current_version=1.0.0';
    const answer = await feedJson(reference, `tauri.json?${query}`);
    expect(answer).toEqual({
      version: '1.2.0',
      notes: 'Faster',
      pub_date: '2027-01-15T00:00:00Z',
      url: expect.stringMatching(/\/Studio-aarch64\.app\.tar\.gz$/),
      signature: sign.minisign_signature,
    });
    const bytes = (await get(answer.url)).bytes;
    expect(minisignVerifies(signer.tauriKey, answer.signature, bytes)).toBe(true);
    expect((await feed(reference, 'tauri.json?target=darwin&arch=aarch64&current_version=1.2.0')).status).toBe(204);
    expect((await feed(reference, 'tauri.json?target=linux&arch=x86_64&current_version=1.0.0')).status).toBe(204);
  });

  it('lists all platforms without a target', async () => {
    const reference = await product();
    await publish(reference, '1.2.0', ['Studio-universal.app.tar.gz', 'Studio-x64.exe'], { fields: sign });
    const { platforms } = await feedJson(reference, 'tauri.json');
    expect(Object.keys(platforms)).toEqual(['windows-x86_64', 'darwin-x86_64', 'darwin-aarch64']);
  });
});

describe("Sparkle's appcast", () => {
  it('has the file with the signature that its public key verifies, and the deltas', async () => {
    const reference = await product();
    const fields = { ed25519_signature: signer.sparkle(PROGRAM) };
    const changelog = 'Less < more & "better"';
    await publish(reference, '1.2.0', ['Studio.dmg'], { fields, changelog, is_mandatory: true });
    await upload(reference, '1.2.0', 'a.delta', { ...fields, from_version: '1.1.0', platform: 'darwin' });
    const { text, headers } = await feed(reference, 'sparkle.xml');
    expect(headers['content-type']).toBe('application/rss+xml; charset=utf-8');
    expect(text).toContain('<sparkle:version>1.2.0</sparkle:version>');
    expect(text).toContain('Less &lt; more &amp; &quot;better&quot;');
    expect(text).toContain('<sparkle:criticalUpdate/>');
    expect(text).toMatch(/<sparkle:deltas><enclosure [^>]*sparkle:deltaFrom="1\.1\.0"/);
    const [, url = '', length = ''] = /<enclosure url="([^"]*)" length="(\d+)"/.exec(text) ?? [];
    const [, signature = ''] = /sparkle:edSignature="([^"]*)"/.exec(text) ?? [];
    const { bytes } = await get(url);
    expect(bytes.length).toBe(Number(length));
    expect(
      verify(null, bytes, publicKey(Buffer.from(signer.sparkleKey, 'base64')), Buffer.from(signature, 'base64')),
    ).toBe(true);
  });

  it('has an item for each processor unless a file is universal', async () => {
    const reference = await product();
    await publish(reference, '1.2.0', ['Studio-arm64.dmg', 'Studio-x64.dmg']);
    const { text } = await feed(reference, 'sparkle.xml');
    expect(text.match(/<item>/g)).toHaveLength(2);
    expect(text.indexOf('<sparkle:hardwareRequirements>arm64<')).toBeLessThan(text.indexOf('Studio-x64.dmg'));
    expect((await feed(reference, 'sparkle.xml?arch=x86_64')).text).not.toContain('arm64');
    await upload(reference, '1.2.0', 'Studio-universal.dmg');
    expect((await feed(reference, 'sparkle.xml')).text.match(/<item>/g)).toHaveLength(1);
  });
});

describe('packages of Squirrel and Velopack', () => {
  async function packages(more: Record<string, unknown> = {}): Promise<string> {
    const reference = await product(more);
    await publish(reference, '1.1.0', ['Studio-1.1.0-full.nupkg']);
    await publish(reference, '1.2.0', ['Studio-1.2.0-full.nupkg']);
    const delta = { from_version: '1.1.0', platform: 'windows' };
    expect((await upload(reference, '1.2.0', 'Studio-1.2.0-delta.nupkg', delta)).status).toBe(201);
    return reference;
  }
  const sha1 = hash('sha1', PROGRAM).digest('hex').toUpperCase();

  it('are listed in RELEASES with their SHA-1, address and size, the oldest first', async () => {
    const reference = await packages();
    const lines = (await feed(reference, 'RELEASES?localVersion=1.1.0&arch=amd64')).text.split('\n');
    const names = lines.map((line) => /^(\w{40}) (https:\S+\/)(\S+) (\d+)$/.exec(line));
    expect(names.map((found) => [found?.[1], found?.[3], found?.[4]])).toEqual(
      ['Studio-1.1.0-full.nupkg', 'Studio-1.2.0-delta.nupkg', 'Studio-1.2.0-full.nupkg'].map((name) => [
        sha1,
        name,
        String(PROGRAM.length),
      ]),
    );
  });

  it("are listed in Velopack's feed, and lie beside it", async () => {
    const reference = await packages({ updates_need_license: true });
    const headers = await licensed(reference);
    const { Assets } = await feedJson(reference, 'releases.win.json', headers);
    expect(Assets.map(({ Type, FileName }: Record<string, string>) => [Type, FileName])).toEqual([
      ['Full', 'Studio-1.2.0-full.nupkg'],
      ['Delta', 'Studio-1.2.0-delta.nupkg'],
      ['Full', 'Studio-1.1.0-full.nupkg'],
    ]);
    expect(Assets[0]).toMatchObject({
      PackageId: 'Studio',
      Version: '1.2.0',
      SHA1: sha1,
      SHA256: hash('sha256', PROGRAM).digest('hex').toUpperCase(),
      Size: PROGRAM.length,
    });
    expect((await feed(reference, Assets[1].FileName, headers)).bytes.equals(PROGRAM)).toBe(true);
    expect((await feed(reference, Assets[1].FileName)).status).toBe(401);
  });
});

describe("WordPress's feed", () => {
  it('shows an update to every site, and its package to licensed ones', async () => {
    const reference = await product({ updates_need_license: true, description: 'Edits <b>photos</b>' });
    await publish(reference, '1.2.0', ['studio.zip'], { fields: { kind: 'plugin' } });
    const unlicensed = await feedJson(reference, 'wordpress.json');
    expect(unlicensed).toMatchObject({ slug: reference, version: '1.2.0', new_version: '1.2.0', package: '' });
    expect(unlicensed.sections.description).toBe('<p>Edits &lt;b&gt;photos&lt;/b&gt;</p>');
    const { package: url } = await feedJson(reference, 'wordpress.json', await licensed(reference));
    expect((await get(url)).bytes.equals(PROGRAM)).toBe(true);
  });

  it('has the facts of the product that WordPress shows and requires', async () => {
    const images = { banner_high: 'https://a.example/h.png', banner_low: 'https://a.example/l.png' };
    const icons = { icon_1x: 'https://a.example/1.png', icon_2x: 'https://a.example/2.png' };
    const facts = { homepage: 'https://a.example', requires: '6.0', requires_php: '7.4', tested: '6.8' };
    const factsIn = async (wordpress: unknown) => {
      const reference = await product({ metadata: { public: { wordpress } } });
      await publish(reference, '1.2.0', ['studio.zip'], { fields: { kind: 'plugin' } });
      const answer = await feedJson(reference, 'wordpress.json');
      const always = ['name', 'version', 'new_version', 'package', 'download_link', 'last_updated', 'sections'];
      expect(answer).toMatchObject({
        id: reference,
        slug: reference,
        ...Object.fromEntries(always.map((name) => [name, expect.anything()])),
      });
      return Object.fromEntries(Object.entries(answer).filter(([name]) => ![...always, 'id', 'slug'].includes(name)));
    };
    expect(await factsIn({ ...facts, ...images, ...icons, slug: 'pro', other: 'private' })).toEqual({
      ...facts,
      url: 'https://a.example',
      icons: { '1x': icons.icon_1x, '2x': icons.icon_2x },
      banners: { low: images.banner_low, high: images.banner_high },
    });
    expect(await factsIn({ tested: '6.8', requires: 6, icon_2x: icons.icon_2x })).toEqual({
      tested: '6.8',
      icons: { '2x': icons.icon_2x },
    });
    for (const none of [undefined, null, 'text', []]) {
      expect(await factsIn(none)).toEqual({});
    }
  });
});

it('gives addresses of files that work for a day, and for an hour more at most', async () => {
  const reference = await product({ updates_need_license: true });
  await publish(reference, '1.2.0', ['studio.zip'], { fields: { kind: 'plugin' } });
  const { package: url } = await feedJson(reference, 'wordpress.json', await licensed(reference));
  server.clock.holdAt('2027-03-02T12:59:59Z');
  expect((await get(url)).status).toBe(200);
  server.clock.holdAt('2027-03-02T13:00:00Z');
  expect((await get(url)).status).toBe(404);
  server.clock.holdAt('2027-03-01T12:00:00Z');
});

it('finds the newest version with a file for the updater by indexes', async () => {
  const reference = await product();
  await server.dataSource.query(
    `WITH versions AS (
       INSERT INTO product_versions (product_id, reference, version, parts, released_at, created_at, updated_at)
       SELECT p.id, n, n, ARRAY[n], '2025-06-15', now(), now()
       FROM products p, generate_series(1, 901) n WHERE p.reference = $1 RETURNING id, version
     )
     INSERT INTO version_artifacts (version_id, platform, arch, kind, name, size, sha256, url, created_at)
     SELECT id, CASE WHEN version::integer % 50 = 1 THEN 'darwin' ELSE 'windows' END, 'any', 'archive', 'a', 1, '', 'x', now()
     FROM versions`,
    [reference],
  );
  await vacuum(server.dataSource, 'product_versions', 'version_artifacts');
  for (const program of ['platform=darwin', 'platform=darwin&os_version=14.2']) {
    const statements = await statementsOf(async () => {
      expect(await feedJson(reference, `feed.json?${program}`)).toMatchObject({ version: '901' });
    });
    const statement = first(statements.filter(({ text }) => text.includes('FROM version_artifacts file')));
    const plan = await planOf(server.dataSource, statement);
    expect(plan).toMatch(/product_versions_(channel|latest)/);
    expect(plan).toContain('version_artifacts_target_unique');
    expect(plan).not.toContain('Seq Scan on version_artifacts');
  }
});

function publicKey(raw: Buffer) {
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]);
  return createPublicKey({ key: der, format: 'der', type: 'spki' });
}

/** As minisign documents it, which is what Tauri's updater does. */
function minisignVerifies(pubkey: string, signature: string, file: Buffer): boolean {
  const lineOf = (text: string, index: number) => Buffer.from(text, 'base64').toString().split('\n')[index] ?? '';
  const key = Buffer.from(lineOf(pubkey, 1), 'base64');
  const signed = Buffer.from(lineOf(signature, 1), 'base64');
  const comment = lineOf(signature, 2).replace('trusted comment: ', '');
  const global = Buffer.concat([signed.subarray(10), Buffer.from(comment)]);
  return (
    signed.subarray(2, 10).equals(key.subarray(2, 10)) &&
    verify(null, hash('blake2b512', file).digest(), publicKey(key.subarray(10)), signed.subarray(10)) &&
    verify(null, global, publicKey(key.subarray(10)), Buffer.from(lineOf(signature, 3), 'base64'))
  );
}

describe('an updater that reads SemVer', () => {
  const feeds = ['latest.yml', 'tauri.json?target=windows&arch=x64', 'releases.win.json'];
  const numbersIn = async (reference: string): Promise<string[]> => {
    const texts = await Promise.all(feeds.map(async (name) => (await feed(reference, name)).text));
    return texts.map((text) => first(/(?<=version"?: ?"?)[\d.]+/i.exec(text) ?? ['']));
  };

  it.each([
    ['1.10', '1.10.0'],
    ['2.02.21', '2.2.21'],
    ['2025.715.2.0', '2025.715.2'],
  ])('gets version %s as %s', async (version, number) => {
    const reference = await product();
    const fields = { minisign_signature: signer.minisign(PROGRAM, false) };
    await publish(reference, version, ['Studio-x64.exe'], { fields });
    await upload(reference, version, `Studio-${number}-full.nupkg`, { platform: 'windows' });
    expect(await numbersIn(reference)).toEqual(feeds.map(() => number));
  });

  it('is offered the newest version that it can read', async () => {
    const reference = await product();
    const fields = { minisign_signature: signer.minisign(PROGRAM, false) };
    for (const version of ['1.2', '1.2.3.4', '2026-03-04']) {
      await publish(reference, version, ['Studio-x64.exe'], { fields });
      await upload(reference, version, `Studio-${version}-full.nupkg`, { platform: 'windows' });
    }
    expect(await numbersIn(reference)).toEqual(feeds.map(() => '1.2.0'));
    expect((await feed(reference, 'feed.json?platform=windows')).text).toContain('2026-03-04');
  });

  it.each([
    ['1.2.3', []],
    ['1.10', []],
    ['2025.715.2.0', []],
    ['1.2.3-beta.1', []],
    ['1.2.3.4', ['not_semver']],
    ['2026-03-04', ['not_semver']],
    ['Spring', ['not_semver']],
  ])('is not offered version %s, which the answer of the publication says: %j', async (version, warnings) => {
    const reference = await product();
    const path = versionsOf(reference);
    const made = await server.asAdmin('POST', path, { body: { version, is_active: false } });
    const published = await server.asAdmin('POST', `${path}/${made.body.id}/publish`, { body: {} });
    const read = await server.asAdmin('GET', path);
    const changed = await server.asAdmin('PATCH', `${path}/${made.body.id}`, { body: { version: '3.0.0' } });
    expect([made.body, published.body, read.body.items[0], changed.body]).toMatchObject([
      { warnings },
      { warnings },
      { warnings },
      { warnings: [] },
    ]);
  });
});

it('finds a file by its own name only, with and without a ticket', async () => {
  const reference = await product();
  await publish(reference, '1.0.0', ['Studio-x64.exe']);
  for (const headers of [{}, await licensed(reference)]) {
    const { text } = await feed(reference, 'latest.yml', headers);
    const url = first(/https:\S+Studio-x64\.exe/.exec(text) ?? ['']);
    expect((await get(url)).status).toBe(200);
    for (const name of ['Studio-x64.exe.blockmap', 'studio-x64.exe', 'latest.yml', 'Studio-x64.exe.sig']) {
      expect([name, (await get(url.replace('Studio-x64.exe', name))).status]).toEqual([name, 404]);
    }
  }
});

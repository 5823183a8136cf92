import { parse } from 'yaml';
import { first } from '../../testkit/rows';
import { TestServer } from '../../testkit/server';
import { aSigner } from '../../support/minisign';
import { PROGRAM, UpdateFeeds } from '../../support/update-feeds';

const signer = aSigner();
let server: TestServer;
let feeds: UpdateFeeds;
/** A studio that no test changes. */
let shown: string;
beforeAll(async () => {
  server = await TestServer.shared();
  feeds = new UpdateFeeds(server, signer);
  shown = await studio();
});
afterAll(() => server.stop());

const fields = (min_os_version: string, more: Record<string, string> = {}) => ({ fields: { min_os_version, ...more } });
const feedText = async (...call: Parameters<UpdateFeeds['feed']>): Promise<string> => (await feeds.feed(...call)).text;
const check = async (product: string, more: object, current_version = '1.0.0') =>
  (await server.call('POST', '/api/v1/updates/check', { body: { product, current_version, ...more } })).body;
const offered = async (...call: Parameters<typeof check>): Promise<string | null> => (await check(...call)).version;

interface Item {
  readonly version: string;
  readonly minimum: string | undefined;
  readonly isCritical: boolean;
}

/** The items of an appcast, as Sparkle reads them. */
const itemsIn = (appcast: string): Item[] =>
  [...appcast.matchAll(/<item>.*?<\/item>/gs)].map(([item]) => ({
    version: first(/(?<=<sparkle:version>)[^<]*/.exec(item) ?? []),
    minimum: /<sparkle:minimumSystemVersion>([^<]*)/.exec(item)?.[1],
    isCritical: item.includes('<sparkle:criticalUpdate/>'),
  }));

/** Versions for macOS 10.13, 11 and 13, and one for any. */
async function studio(more: Record<string, unknown> = {}): Promise<string> {
  const reference = await feeds.product(more);
  await feeds.publish(reference, '1.1.0', ['Studio.dmg']);
  await feeds.publish(reference, '2.0.0', ['Studio.dmg'], fields('10.13'));
  await feeds.publish(reference, '2.1.0', ['Studio.dmg'], { ...fields('10.13.0'), is_mandatory: true });
  await feeds.publish(reference, '3.0.0', ['Studio.dmg'], fields('11'));
  await feeds.publish(reference, '4.0.0', ['Studio.dmg'], { ...fields('13.0'), is_mandatory: true });
  return reference;
}

describe('a file of a version', () => {
  let unchanged: string;
  beforeAll(async () => {
    unchanged = await feeds.product();
    await feeds.publish(unchanged, '1.0.0', ['Studio-x64.exe']);
  });

  it('names the oldest system that it runs on, which can be changed', async () => {
    const reference = await feeds.product();
    await feeds.publish(reference, '1.0.0', []);
    const { body } = await feeds.upload(reference, '1.0.0', 'Studio.dmg', { min_os_version: '10.15' });
    expect(body).toMatchObject({ platform: 'darwin', min_os_version: '10.15' });
    const path = `${feeds.artifactsOf(reference, '1.0.0')}/${body.id}`;
    for (const min_os_version of ['11.0', null, '10.0.19041.1']) {
      const changed = await server.asAdmin('PATCH', path, { body: { min_os_version } });
      expect([changed.status, changed.body]).toEqual([200, { ...body, min_os_version }]);
    }
    expect((await server.asAdmin('PATCH', path, { body: {} })).body).toMatchObject({ min_os_version: '10.0.19041.1' });
    const { items } = (await server.asAdmin('GET', feeds.artifactsOf(reference, '1.0.0'))).body;
    expect(items).toMatchObject([{ min_os_version: '10.0.19041.1' }]);
    const rows = await server.dataSource.query(
      `SELECT data->>'min_os_version' AS oldest FROM events WHERE name = 'version.file_changed' ORDER BY id DESC LIMIT 3`,
    );
    expect(rows).toEqual([{ oldest: '10.0.19041.1' }, { oldest: null }, { oldest: '11.0' }]);
  });

  it.each(['macOS 11', '11.x', '1.2.3.4.5', '', '1234567890', '-1', '11.', '.5', '11\n'])(
    'is refused with the oldest system %j, as a link and as a change, too',
    async (min_os_version) => {
      const path = feeds.artifactsOf(unchanged, '1.0.0');
      const link = { url: 'https://cdn.example/a.dmg', name: 'a.dmg', size: 7, sha256: 'a'.repeat(64), min_os_version };
      const [{ id }] = (await server.asAdmin('GET', path)).body.items;
      const replies = [
        await server.asAdmin('POST', `${path}/links`, { body: link }),
        await server.asAdmin('PATCH', `${path}/${id}`, { body: { min_os_version } }),
        ...(min_os_version === '' ? [] : [await feeds.upload(unchanged, '1.0.0', 'a.dmg', { min_os_version })]),
      ];
      for (const { status, body } of replies) {
        expect([status, body.error.details[0].field]).toEqual([400, 'min_os_version']);
      }
      expect((await server.asAdmin('GET', path)).body.items).toHaveLength(1);
    },
  );

  it('of any platform has no oldest system', async () => {
    const reference = await feeds.product();
    await feeds.publish(reference, '1.0.0', ['Studio.zip']);
    const path = feeds.artifactsOf(reference, '1.0.0');
    const [{ id }] = (await server.asAdmin('GET', path)).body.items;
    for (const { status, body } of [
      await feeds.upload(reference, '1.0.0', 'Guide.7z', { kind: 'other', min_os_version: '11' }),
      await server.asAdmin('PATCH', `${path}/${id}`, { body: { min_os_version: '11' } }),
    ]) {
      expect([status, body.error.details[0].field]).toEqual([400, 'min_os_version']);
    }
  });
});

describe('POST /api/v1/updates/check', () => {
  it('offers the newest version that the system of the program runs', async () => {
    const on = (os_version: string) => offered(shown, { platform: 'darwin', os_version });
    expect(await on('10.12.6')).toBe('1.1.0');
    expect(await on('10.13')).toBe('2.1.0');
    expect(await on('10.15.7')).toBe('2.1.0');
    expect(await on('11')).toBe('3.0.0');
    expect(await on('12.7.1')).toBe('3.0.0');
    expect(await on('13')).toBe('4.0.0');
    expect(await on('26.0.1')).toBe('4.0.0');
    expect(await offered(shown, { platform: 'darwin', os_version: '12' }, '3.0.0')).toBeNull();
  });

  it.each([{}, { os_version: '10.12' }, { platform: 'darwin' }, { platform: 'darwin', os_version: 'Sierra' }])(
    'offers the newest version to a program of %j, whose system is unknown',
    async (program) => {
      expect(await offered(shown, program)).toBe('4.0.0');
    },
  );

  it('demands no version that the system does not run, and goes through none', async () => {
    const on = (os_version: string) => check(shown, { platform: 'darwin', os_version }, '2.1.0');
    expect(await on('12.0')).toMatchObject({ version: '3.0.0', is_mandatory: false });
    expect(await on('13.0')).toMatchObject({ version: '4.0.0', is_mandatory: true });
    const stepwise = await studio({ serve_latest_updates: false });
    await feeds.publish(stepwise, '3.1.0', ['Studio.dmg'], fields('10.13'));
    expect(await offered(stepwise, { platform: 'darwin', os_version: '10.15' }, '2.1.0')).toBe('3.1.0');
    expect(await offered(stepwise, { platform: 'darwin', os_version: '11.0' }, '2.1.0')).toBe('3.0.0');
  });

  it('has the files that the system runs, and no delta to a version that it does not', async () => {
    const reference = await feeds.product();
    await feeds.publish(reference, '1.0.0', ['a-x64.exe']);
    await feeds.publish(reference, '2.0.0', ['a-x64.exe'], fields('10.0.19041'));
    const delta = { platform: 'windows', from_version: '1.0.0' };
    expect((await feeds.upload(reference, '2.0.0', 'a.delta', delta)).status).toBe(201);
    const program = { platform: 'windows', arch: 'x64' };
    expect(await offered(reference, { ...program, os_version: '10.0.17763' }, '0.9.0')).toBe('1.0.0');
    expect(await offered(reference, { ...program, os_version: '10.0.17763' })).toBeNull();
    await feeds.upload(reference, '2.0.0', 'a-legacy-x64-win.zip');
    const namesFor = async (os_version: string) =>
      (await check(reference, { ...program, os_version })).files.map(({ name }: { name: string }) => name);
    expect(await namesFor('10.0.17763')).toEqual(['a-legacy-x64-win.zip']);
    expect(await namesFor('10.0.22631')).toEqual(['a.delta', 'a-x64.exe', 'a-legacy-x64-win.zip']);
    expect((await check(reference, { ...program, os_version: '10.0.22631' })).files[1]).toMatchObject({
      min_os_version: '10.0.19041',
    });
  });

  it('is refused with a system that is no text', async () => {
    for (const os_version of [10.15, {}, 'x'.repeat(256), '']) {
      const body = { product: shown, current_version: '1.0.0', platform: 'darwin', os_version };
      const reply = await server.call('POST', '/api/v1/updates/check', { body });
      expect([reply.status, reply.body.error.details[0].field]).toEqual([400, 'os_version']);
    }
  });
});

describe('a feed', () => {
  it('of any format offers what the system of the program runs, which is in its query or a header', async () => {
    const reference = await feeds.product();
    const sign = { minisign_signature: signer.tauri(PROGRAM) };
    for (const [version, oldest] of [
      ['1.1.0', {}],
      ['2.0.0', { min_os_version: '10.0.19041' }],
    ] as const) {
      await feeds.publish(reference, version, ['Studio-x64.exe'], { fields: { ...sign, ...oldest } });
      await feeds.upload(reference, version, `Studio-${version}-full.nupkg`, { platform: 'windows', ...oldest });
    }
    for (const [name, version] of [
      ['latest.yml?noCache=1', /^version: (\S+)/],
      ['tauri.json?target=windows&arch=x86_64', /"version":"([^"]*)/],
      ['RELEASES?arch=amd64', /Studio-([\d.]+)-full.nupkg \d+$/],
      ['releases.win.json?os=win', /"Version":"([^"]*)/],
      ['feed.json?platform=windows', /"version":"([^"]*)/],
      ['sparkle.xml?platform=windows', /<sparkle:version>([^<]*)/],
    ] as const) {
      const versionIn = async (...call: [string, Record<string, string>?]) =>
        version.exec(await feedText(reference, ...call))?.[1];
      const found = [
        await versionIn(name),
        await versionIn(`${name}&os_version=10.0.22631`),
        await versionIn(`${name}&os_version=10.0.17763`),
        await versionIn(`${name}&osVersion=10.0.17763`),
        await versionIn(name, { 'x-os-version': '10.0.17763' }),
        await versionIn(`${name}&os_version=XP`),
      ];
      expect([name, ...found]).toEqual([name, '2.0.0', '2.0.0', '1.1.0', '1.1.0', '1.1.0', '2.0.0']);
    }
  });

  it("has Sparkle's minimumSystemVersion, and the newest version for each older system", async () => {
    expect(itemsIn(await feedText(shown, 'sparkle.xml'))).toEqual([
      { version: '4.0.0', minimum: '13.0', isCritical: true },
      { version: '3.0.0', minimum: '11', isCritical: false },
      { version: '2.1.0', minimum: '10.13.0', isCritical: true },
      { version: '1.1.0', minimum: undefined, isCritical: false },
    ]);
    expect(itemsIn(await feedText(shown, 'sparkle.xml?osVersion=12.6'))).toEqual([
      { version: '3.0.0', minimum: '11', isCritical: false },
    ]);
    const newer = itemsIn(await feedText(shown, 'sparkle.xml?current_version=2.1.0'));
    expect(newer.map(({ version }) => version)).toEqual(['4.0.0', '3.0.0']);
  });

  it('has no earlier items if the newest version runs on all systems', async () => {
    const reference = await feeds.product();
    await feeds.publish(reference, '4.0.0', ['Studio.dmg'], fields('13.0'));
    await feeds.publish(reference, '5.0.0', ['Studio.dmg']);
    expect(itemsIn(await feedText(reference, 'sparkle.xml')).map(({ version }) => version)).toEqual(['5.0.0']);
  });

  it('has two numbers for WinSparkle, which takes the third for a service pack', async () => {
    const reference = await feeds.product();
    await feeds.publish(reference, '1.0.0', ['a-x64.exe'], fields('10.0.19041'));
    expect(itemsIn(await feedText(reference, 'sparkle.xml?platform=windows'))).toMatchObject([{ minimum: '10.0' }]);
  });

  it("has electron-updater's minimumSystemVersion, which it compares with the kernel", async () => {
    const reference = await feeds.product();
    let versions = 0;
    const oldestIn = async (name: string, file: string, min_os_version: string) => {
      const version = `1.0.${(versions += 1)}`;
      await feeds.publish(reference, version, [file], fields(min_os_version));
      const feed = parse(await feedText(reference, name));
      expect(feed.version).toBe(version);
      return feed.minimumSystemVersion;
    };
    expect(await oldestIn('latest.yml', 'a-x64.exe', '10.0.19041.1')).toBe('10.0.19041');
    expect(await oldestIn('latest.yml', 'a-x64.exe', '6.3')).toBe('6.3.0');
    expect(await oldestIn('latest-mac.yml', 'a.dmg', '10.15')).toBe('19.0.0');
    expect(await oldestIn('latest-mac.yml', 'a.dmg', '13.3')).toBe('22.0.0');
    expect(await oldestIn('latest-mac.yml', 'a.dmg', '26')).toBe('25.0.0');
    expect(await oldestIn('latest-linux.yml', 'a.AppImage', '22.04')).toBeUndefined();
    await feeds.publish(reference, '2.0.0', ['a-arm64.dmg'], fields('11'));
    await feeds.upload(reference, '2.0.0', 'a-x64.dmg', { min_os_version: '10.15' });
    expect(parse(await feedText(reference, 'latest-mac.yml')).minimumSystemVersion).toBe('19.0.0');
    await feeds.upload(reference, '2.0.0', 'a-mac-x64.zip');
    expect(parse(await feedText(reference, 'latest-mac.yml'))).not.toHaveProperty('minimumSystemVersion');
  });

  it('names the oldest system of each file in feed.json', async () => {
    const { files } = JSON.parse(await feedText(shown, 'feed.json'));
    expect(files).toMatchObject([{ min_os_version: '13.0' }]);
  });
});

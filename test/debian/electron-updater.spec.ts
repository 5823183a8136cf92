import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { verificationsOf } from '../support/records';
import { TestServer } from '../support/server';
import { FEEDS_URL, PROGRAM, UpdateFeeds } from '../support/update-feeds';

interface ResolvedFile {
  readonly url: URL;
  readonly info: object;
}

interface Provider {
  setRequestHeaders(headers: Record<string, string>): void;
  getLatestVersion(): Promise<{ readonly version: string; readonly releaseNotes: string }>;
  resolveFiles(info: object): ResolvedFile[];
}

const load = createRequire(join(__dirname, '../../tools/package.json'));
const { GenericProvider } = load('electron-updater/out/providers/GenericProvider') as {
  GenericProvider: new (configuration: object, updater: object, runtime: object) => Provider;
};
const { findFile } = load('electron-updater/out/providers/Provider') as {
  findFile: (files: ResolvedFile[], extension: string) => ResolvedFile | undefined;
};

let server: TestServer;
let feeds: UpdateFeeds;
beforeAll(async () => {
  server = await TestServer.start({ PUBLIC_URL: FEEDS_URL });
  server.clock.holdAt('2027-03-01T12:00:00Z');
  feeds = new UpdateFeeds(server);
});
afterAll(() => server.stop());

function provider(
  reference: string,
  headers: Record<string, string> = {},
  channel: string | null = null,
  os = 'win32',
) {
  const executor = {
    request: async (options: { path: string; headers: Record<string, string> }) => {
      const { status, text } = await feeds.get(options.path, options.headers);
      expect([status, text]).toEqual([200, text]);
      return text;
    },
  };
  const made = new GenericProvider(
    { provider: 'generic', url: `${FEEDS_URL}/api/v1/updates/${reference}/feeds` },
    { channel, isAddNoCacheQuery: true },
    { executor, platform: os, isUseMultipleRangeRequest: true },
  );
  made.setRequestHeaders(headers);
  return made;
}

it.each([
  ['win32', 'exe', 'Studio Setup 1.2.0.exe'],
  ['darwin', 'zip', 'Studio-1.2.0-mac.zip'],
  ['linux', 'AppImage', 'Studio-1.2.0-linux-x64.AppImage'],
])('gives electron-updater on %s the file with its hash', async (os, extension, name) => {
  const reference = await feeds.product();
  const names = ['Studio Setup 1.2.0.exe', 'Studio-1.2.0-mac.zip', 'Studio-1.2.0-linux-x64.AppImage'];
  await feeds.publish(reference, '1.2.0', names, { changelog: 'Starts: "faster"\n- and more' });
  const updater = provider(reference, {}, null, os);
  const info = await updater.getLatestVersion();
  expect([info.version, info.releaseNotes]).toEqual(['1.2.0', 'Starts: "faster"\n- and more']);
  const file = findFile(updater.resolveFiles(info), extension);
  expect(decodeURIComponent(file?.url.pathname ?? '').endsWith(`/${name}`)).toBe(true);
  expect(file?.info).toMatchObject({
    size: PROGRAM.length,
    sha512: createHash('sha512').update(PROGRAM).digest('base64'),
  });
  expect((await feeds.get(String(file?.url))).bytes.equals(PROGRAM)).toBe(true);
});

it('follows the channel in the name of the feed', async () => {
  const reference = await feeds.product();
  await feeds.publish(reference, '1.2.0', ['a.exe']);
  await feeds.publish(reference, '1.3.0-beta.1', ['a.exe'], { channel: 'beta' });
  expect((await provider(reference).getLatestVersion()).version).toBe('1.2.0');
  expect((await provider(reference, {}, 'beta').getLatestVersion()).version).toBe('1.3.0-beta.1');
});

it('gives a licensed program addresses that need no header, for a day, and logs the download', async () => {
  const reference = await feeds.product({ updates_need_license: true });
  await feeds.publish(reference, '1.2.0', ['a.exe']);
  const headers = await feeds.licensed(reference);
  const updater = provider(reference, headers);
  const [file] = updater.resolveFiles(await updater.getLatestVersion());
  const url = String(file?.url);
  expect((await feeds.get(url, { range: 'bytes=0-4' })).bytes).toEqual(PROGRAM.subarray(0, 5));
  const key = headers.authorization?.replace('License ', '') ?? '';
  expect((await verificationsOf(server, key)).map(({ operation }) => operation)).toEqual(['activate', 'download']);

  await server.dataSource.query('UPDATE licenses SET revoked_at = now() WHERE key = $1', [key]);
  expect((await feeds.get(url)).status).toBe(403);
  await server.dataSource.query('UPDATE licenses SET revoked_at = NULL WHERE key = $1', [key]);
  server.clock.holdAt('2027-03-02T13:30:00Z');
  expect((await feeds.get(url)).status).toBe(404);
  server.clock.holdAt('2027-03-01T12:00:00Z');
});

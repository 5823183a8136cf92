import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aProduct } from '../testkit/callers';
import { verificationsOf } from '../testkit/records';
import { TestServer } from '../testkit/server';
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

interface VelopackPackage {
  readonly Version: string;
  readonly FileName: string;
}

interface VelopackUpdate {
  readonly TargetFullRelease: VelopackPackage;
}

interface VelopackManager {
  checkForUpdatesAsync(): Promise<VelopackUpdate | null>;
  downloadUpdateAsync(update: VelopackUpdate, progress: () => void): Promise<void>;
}

const { UpdateManager, setVelopackLogger } = load('velopack') as {
  UpdateManager: new (url: string, options: null, locator: object) => VelopackManager;
  setVelopackLogger: (log: () => void) => void;
};

let folder: string;
let server: TestServer;
let feeds: UpdateFeeds;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keyward-updaters-'));
  setVelopackLogger(() => undefined);
  server = await TestServer.start({ PUBLIC_URL: FEEDS_URL });
  server.clock.holdAt('2027-03-01T12:00:00Z');
  feeds = new UpdateFeeds(server);
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

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

describe('Velopack', () => {
  /** An installed program, as Velopack lays it out on Linux. */
  async function installed(
    reference: string,
    version: string,
  ): Promise<{ manager: VelopackManager; packages: string }> {
    const root = mkdtempSync(join(folder, 'program-'));
    const packages = join(root, 'packages');
    mkdirSync(packages);
    const ManifestPath = join(root, 'sq.version');
    const UpdateExePath = join(root, 'update');
    writeFileSync(UpdateExePath, '');
    writeFileSync(
      ManifestPath,
      `<package><metadata><id>Studio</id><version>${version}</version><channel>linux</channel>` +
        '<mainExe>studio</mainExe></metadata></package>',
    );
    const url = `${await listening()}/api/v1/updates/${reference}/feeds`;
    const places = { RootAppDir: root, CurrentBinaryDir: root, PackagesDir: packages, ManifestPath, UpdateExePath };
    return { manager: new UpdateManager(url, null, { ...places, IsPortable: true }), packages };
  }

  let address: Promise<string> | undefined;
  const listening = (): Promise<string> => (address ??= server.listen());

  it('finds the newest package, downloads it and checks its hash', async () => {
    const reference = await feeds.product();
    for (const version of ['1.1.0', '1.2.0']) {
      await feeds.publish(reference, version, [`Studio-${version}-full.nupkg`], { fields: { platform: 'linux' } });
    }
    const { manager, packages } = await installed(reference, '1.0.0');
    const update = await manager.checkForUpdatesAsync();
    if (!update) {
      throw new Error('Velopack finds no update');
    }
    expect(update.TargetFullRelease).toMatchObject({ Version: '1.2.0', FileName: 'Studio-1.2.0-full.nupkg' });
    await manager.downloadUpdateAsync(update, () => undefined);
    expect(readFileSync(join(packages, 'Studio-1.2.0-full.nupkg')).equals(PROGRAM)).toBe(true);
  });

  it('finds nothing for the newest version', async () => {
    const reference = await feeds.product();
    await feeds.publish(reference, '1.2.0', ['Studio-1.2.0-full.nupkg'], { fields: { platform: 'linux' } });
    const { manager } = await installed(reference, '1.2.0');
    expect(await manager.checkForUpdatesAsync()).toBeNull();
  });
});

describe('Tauri', () => {
  const text = (base64: string): string => Buffer.from(base64, 'base64').toString();

  it('signs a file with its own program: the server accepts that alone, and minisign verifies it from the feed', async () => {
    const tauri = (...parts: string[]): string =>
      execFileSync(process.execPath, [load.resolve('@tauri-apps/cli/tauri.js'), 'signer', ...parts, '-p', ''], {
        cwd: folder,
        encoding: 'utf8',
      });
    tauri('generate', '-w', 'studio.key', '--ci');
    const publicKey = readFileSync(join(folder, 'studio.key.pub'), 'utf8').trim();
    const archive = join(folder, 'Studio.app.tar.gz');
    writeFileSync(archive, PROGRAM);
    tauri('sign', '-f', 'studio.key', archive);
    const minisign_signature = readFileSync(`${archive}.sig`, 'utf8').trim();

    const reference = 'signed-by-tauri';
    await aProduct(server, reference, { tauri_public_key: publicKey, updates_need_license: false });
    await feeds.publish(reference, '1.2.0', []);
    const fields = { platform: 'darwin', arch: 'arm64', kind: 'archive', minisign_signature };
    const changed = Buffer.concat([PROGRAM, Buffer.from('!')]);
    expect((await feeds.upload(reference, '1.2.0', 'Studio.app.tar.gz', fields, changed)).status).toBe(422);
    expect((await feeds.upload(reference, '1.2.0', 'Studio.app.tar.gz', fields)).status).toBe(201);

    const query = 'target=darwin&arch=aarch64&current_version=1.0.0';
    const { url, signature } = JSON.parse((await feeds.feed(reference, `tauri.json?${query}`)).text);
    writeFileSync(join(folder, 'downloaded'), (await feeds.get(url)).bytes);
    writeFileSync(join(folder, 'downloaded.minisig'), text(signature));
    const key = text(publicKey).split('\n')[1] ?? '';
    const printed = execFileSync('minisign', ['-V', '-P', key, '-m', 'downloaded'], { cwd: folder, encoding: 'utf8' });
    expect(printed).toContain('Signature and comment signature verified');
  });
});

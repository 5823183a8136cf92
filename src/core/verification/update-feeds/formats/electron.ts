import { problem } from '../../../common/errors/domain-error';
import type { Platform } from '../../../catalog/versions/artifact-target';
import { STABLE } from '../../../catalog/versions/release-channel';
import { darwinKernelOf, oldestOf } from '../../../catalog/versions/system-version';
import { type FeedFile, type FeedFormat, notesOf } from '../feed';
import { targetIn } from '../feed-target';

const PLATFORMS: Readonly<Record<string, 'windows' | 'darwin' | 'linux'>> = { '-mac': 'darwin', '-linux': 'linux' };

/** electron-updater's feeds: `latest.yml`, `beta-mac.yml`, `latest-linux-arm64.yml`. A file needs a SHA-512. */
export const ELECTRON: FeedFormat = {
  name: /^([a-z\d._-]+?)(-mac|-linux)?(?:-(arm64|armv7l|arm|ia32|x64))?\.yml$/i,
  needsSemVer: true,
  kinds: ['installer', 'archive', 'dmg', 'appimage', 'deb', 'rpm'],
  select([, name = '', system = '', arch], query) {
    const channel = name.toLowerCase() === 'latest' ? (query.channel ?? STABLE) : name;
    const platform = PLATFORMS[system.toLowerCase()] ?? 'windows';
    return { channel, target: targetIn({ arch: arch ?? query.arch }, platform) };
  },
  async write({ versions: [newest], target }) {
    const loaded = (newest?.files ?? []).filter(({ artifact }) => artifact.sha512 !== null);
    const files = loaded.flatMap(fileEntry);
    const [first] = files;
    if (!newest || !first) {
      throw problem('PUBLISHED_VERSION_NOT_FOUND');
    }
    const { version, number } = newest;
    const notes = notesOf(version);
    const minimumSystemVersion = kernelOf(target.platform, oldestOf(loaded.map(({ artifact }) => artifact)));
    const { stringify } = await import('yaml');
    const text = stringify({
      version: number,
      files,
      path: first.url,
      sha512: first.sha512,
      releaseDate: `${version.releasedAt}T00:00:00.000Z`,
      ...(minimumSystemVersion !== undefined && { minimumSystemVersion }),
      ...(notes !== '' && { releaseNotes: notes }),
    });
    return { contentType: 'text/yaml; charset=utf-8', text };
  },
};

/**
 * electron-updater compares the version of the kernel, with three numbers. Of macOS it follows from the version; of Linux it says
 * nothing about the distribution.
 */
function kernelOf(platform: Platform | undefined, oldest: string | null): string | undefined {
  if (oldest === null || platform === 'linux') {
    return undefined;
  }
  const [major = 0, minor = 0, build = 0] = oldest.split('.').map(Number);
  return platform === 'darwin' ? `${darwinKernelOf(oldest)}.0.0` : `${major}.${minor}.${build}`;
}

function fileEntry({ artifact: { sha512, size }, url }: FeedFile) {
  return sha512 === null ? [] : [{ url, sha512: Buffer.from(sha512, 'hex').toString('base64'), size }];
}

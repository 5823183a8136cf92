import type { Arch, ArtifactKind, Platform } from '../../../catalog/versions/artifact-target';
import { type FeedFile, type FeedFormat, JSON_TYPE, jsonBody, notesOf } from '../feed';
import { targetIn } from '../feed-target';

const KINDS: readonly ArtifactKind[] = ['installer', 'msi', 'archive', 'appimage', 'deb', 'rpm'];
const SYSTEMS: readonly Platform[] = ['windows', 'darwin', 'linux'];
const ARCHS: readonly (readonly [Arch, string])[] = [
  ['x64', 'x86_64'],
  ['arm64', 'aarch64'],
  ['ia32', 'i686'],
  ['armv7l', 'armv7'],
];

/** Tauri's feed: of one platform with `target` and `arch`, else of all. A file needs a minisign signature. */
export const TAURI: FeedFormat = {
  name: /^tauri\.json$/,
  needsSemVer: true,
  kinds: KINDS,
  select: (_name, { channel, platform, target, arch }) => ({
    channel,
    target: targetIn({ platform: target ?? platform, arch }),
  }),
  write({ versions: [newest], target }) {
    const files = (newest?.files ?? [])
      .filter(({ artifact }) => artifact.minisignSignature !== null)
      .sort((one, other) => KINDS.indexOf(one.artifact.kind) - KINDS.indexOf(other.artifact.kind));
    const [first] = files;
    if (!newest || !first) {
      return { contentType: JSON_TYPE, text: null };
    }
    const { version, number } = newest;
    const facts = { version: number, notes: notesOf(version), pub_date: `${version.releasedAt}T00:00:00Z` };
    const isForOne = target.platform !== undefined && target.arch !== undefined;
    return jsonBody({ ...facts, ...(isForOne ? entryOf(first) : { platforms: platformsOf(files) }) });
  },
};

function entryOf({ artifact, url }: FeedFile) {
  return { signature: artifact.minisignSignature, url };
}

function platformsOf(files: readonly FeedFile[]) {
  const entries = SYSTEMS.flatMap((system) =>
    ARCHS.flatMap(([arch, name]) => {
      const file = [arch, ...sharedBy(system, arch)].flatMap((wanted) =>
        files.filter(({ artifact }) => [system, 'any'].includes(artifact.platform) && artifact.arch === wanted),
      )[0];
      return file ? [[`${system}-${name}`, entryOf(file)] as const] : [];
    }),
  );
  return Object.fromEntries(entries);
}

/** Processors of files that run on this one, too. A universal file of macOS is for two. */
function sharedBy(system: Platform, arch: Arch): readonly Arch[] {
  return system === 'darwin' && arch !== 'x64' && arch !== 'arm64' ? [] : ['universal', 'any'];
}

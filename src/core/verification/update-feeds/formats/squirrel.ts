import type { VersionArtifact } from '../../../catalog/versions/artifact.entity';
import { type FeedFormat, type FeedVersion, jsonBody, notesOf } from '../feed';
import { targetIn } from '../feed-target';

const KINDS = ['nupkg', 'delta'] as const;

/** Squirrel.Windows' `RELEASES`: packages of the versions up to the newest, the oldest first. */
export const SQUIRREL: FeedFormat = {
  name: /^RELEASES$/,
  kinds: KINDS,
  hasEarlier: true,
  select: (_name, query) => ({ channel: query.channel, target: targetIn(query, 'windows') }),
  write({ versions }) {
    const lines = versions.flatMap(({ files }) =>
      files.flatMap(({ artifact: { name, sha1, size }, url }) =>
        isPackage(name) && sha1 !== null ? [`${sha1.toUpperCase()} ${url} ${size}`] : [],
      ),
    );
    return { contentType: 'text/plain; charset=utf-8', text: lines.reverse().join('\n') };
  },
};

/** Velopack's `releases.win.json`, `releases.osx-arm64.json`, `releases.win-x64-beta.json`. Its files are beside it. */
export const VELOPACK: FeedFormat = {
  name: /^releases\.(win|osx|linux)(?:-(x64|arm64|x86))?(?:-([\w.-]+))?\.json$/i,
  needsSemVer: true,
  kinds: KINDS,
  hasEarlier: true,
  select: ([, platform, arch, channel], query) => ({
    channel: channel ?? query.channel,
    target: targetIn({ platform, arch: arch ?? query.arch }),
  }),
  write: ({ product, versions }) =>
    jsonBody({ Assets: versions.flatMap((version) => assetsOf(version, product.reference)) }),
};

function assetsOf({ version, number, files }: FeedVersion, reference: string) {
  const notes = notesOf(version);
  return files
    .filter(({ artifact: { name } }) => isPackage(name))
    .map(({ artifact }) => ({
      PackageId: packageIn(artifact, version.version) ?? reference,
      Version: number,
      Type: artifact.kind === 'delta' ? 'Delta' : 'Full',
      FileName: artifact.name,
      SHA1: artifact.sha1?.toUpperCase(),
      SHA256: artifact.sha256.toUpperCase(),
      Size: artifact.size,
      NotesMarkdown: notes,
    }));
}

/** Velopack names a package `<id>-<version>-full.nupkg`. */
function packageIn({ name }: VersionArtifact, version: string): string | undefined {
  const end = name.indexOf(`-${version}`);
  return end > 0 ? name.slice(0, end) : undefined;
}

export function isPackage(name: string): boolean {
  return name.toLowerCase().endsWith('.nupkg');
}

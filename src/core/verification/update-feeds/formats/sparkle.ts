import type { VersionArtifact } from '../../../catalog/versions/artifact.entity';
import { type Feed, type FeedFile, type FeedFormat, type FeedVersion, notesOf } from '../feed';
import { targetIn } from '../feed-target';
import { escaped } from '../../../common/escaped';
import { element } from '../xml';

const NAMESPACE = 'http://www.andymatuschak.org/xml-namespaces/sparkle';
const TYPE = 'application/octet-stream';
const MAIN_KINDS: readonly string[] = ['dmg', 'archive', 'pkg', 'installer', 'msi'];
/** The one that all of a platform can use first; of items with one version, Sparkle takes the first that fits. */
const ARCHS: readonly string[] = ['universal', 'any', 'arm64', 'x64', 'ia32', 'armv7l'];

/**
 * Sparkle's appcast, for WinSparkle with `platform=windows`: the newest version, and deltas to it, then the newest ones for
 * older systems.
 */
export const SPARKLE: FeedFormat = {
  name: /^(?:sparkle|appcast)\.xml$/,
  kinds: ['dmg', 'archive', 'pkg', 'installer', 'msi', 'delta'],
  choosesBySystem: true,
  select: (_name, query) => ({ channel: query.channel, target: targetIn(query, 'darwin') }),
  write({ product, versions, target }) {
    const items = versions.flatMap((version) => mainFiles(version).map((file) => itemOf(version, file, target)));
    const channel = element('channel', {}, [element('title', {}, [escaped(product.name)]), ...items]);
    const rss = element('rss', { version: '2.0', 'xmlns:sparkle': NAMESPACE }, [channel]);
    return { contentType: 'application/rss+xml; charset=utf-8', text: `<?xml version="1.0" encoding="utf-8"?>${rss}` };
  },
};

/** One file for each processor, or the one for all. */
function mainFiles({ files }: FeedVersion): FeedFile[] {
  const main = MAIN_KINDS.flatMap((kind) => files.filter(({ artifact }) => artifact.kind === kind));
  const best = ARCHS.flatMap((arch) => main.filter(({ artifact }) => artifact.arch === arch).slice(0, 1));
  const forAll = best.find(({ artifact }) => isForAll(artifact));
  return forAll ? [forAll] : best;
}

function itemOf({ version, isMandatory, files }: FeedVersion, file: FeedFile, target: Feed['target']): string {
  const { arch } = file.artifact;
  const notes = notesOf(version);
  const deltas = files.filter(
    ({ artifact }) => artifact.kind === 'delta' && [arch, 'any', 'universal'].includes(artifact.arch),
  );
  return element('item', {}, [
    element('title', {}, [escaped(version.version)]),
    element('pubDate', {}, [new Date(`${version.releasedAt}T00:00:00Z`).toUTCString()]),
    element('sparkle:version', {}, [escaped(version.version)]),
    element('sparkle:shortVersionString', {}, [escaped(version.version)]),
    ...(notes === '' ? [] : [element('description', { 'sparkle:format': 'plain-text' }, [escaped(notes)])]),
    ...minimumSystem(file.artifact),
    ...(isMandatory ? [element('sparkle:criticalUpdate', {})] : []),
    ...(arch === 'arm64' && target.arch === undefined ? [element('sparkle:hardwareRequirements', {}, ['arm64'])] : []),
    enclosure(file),
    ...(deltas.length === 0 ? [] : [element('sparkle:deltas', {}, deltas.map(enclosure))]),
  ]);
}

/** WinSparkle takes a third number for a service pack, which no new Windows has. */
function minimumSystem({ platform, minOsVersion }: VersionArtifact): string[] {
  const version = platform === 'windows' ? minOsVersion?.split('.').slice(0, 2).join('.') : minOsVersion;
  return version ? [element('sparkle:minimumSystemVersion', {}, [escaped(version)])] : [];
}

function enclosure({ artifact, url }: FeedFile): string {
  const { size, ed25519Signature, platform, fromVersion } = artifact;
  return element('enclosure', {
    url,
    length: size,
    type: TYPE,
    'sparkle:os': platform === 'windows' ? 'windows' : undefined,
    'sparkle:deltaFrom': fromVersion === '' ? undefined : fromVersion,
    'sparkle:edSignature': ed25519Signature ?? undefined,
  });
}

function isForAll({ arch }: VersionArtifact): boolean {
  return arch === 'universal' || arch === 'any';
}

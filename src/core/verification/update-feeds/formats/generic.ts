import { shownMetadata } from '../../../common/validation/metadata';
import { KINDS } from '../../../catalog/versions/artifact-target';
import { type FeedFile, type FeedFormat, jsonBody } from '../feed';
import { targetIn } from '../feed-target';

/** For updaters of no known kind: all facts of the newest version. */
export const GENERIC: FeedFormat = {
  name: /^feed\.json$/,
  kinds: KINDS,
  isOpen: true,
  listsLabels: true,
  select: (_name, query) => ({ channel: query.channel, target: targetIn(query) }),
  write({ product, versions: [newest] }) {
    if (!newest) {
      return jsonBody({ product: product.reference, version: null, files: [] });
    }
    const { version, isMandatory, files } = newest;
    return jsonBody({
      product: product.reference,
      version: version.version,
      reference: version.reference,
      channel: version.channel,
      is_mandatory: isMandatory,
      released_at: version.releasedAt,
      summary: version.summary,
      changelog: version.changelog,
      metadata: shownMetadata(version.metadata, 'feeds'),
      files: files.map(fileEntry),
    });
  },
};

function fileEntry({ artifact, url }: FeedFile) {
  const { platform, arch, kind, label, fromVersion, name, size, sha256, sha512 } = artifact;
  return {
    platform,
    arch,
    kind,
    label,
    metadata: shownMetadata(artifact.metadata, 'feeds'),
    from_version: fromVersion === '' ? null : fromVersion,
    name,
    size,
    sha256,
    sha512,
    min_os_version: artifact.minOsVersion,
    ed25519_signature: artifact.ed25519Signature,
    minisign_signature: artifact.minisignSignature,
    url,
  };
}

import type { VersionArtifact } from '../../catalog/versions/artifact.entity';
import type { VersionFileType } from '../../catalog/versions/product-version.entity';
import type { Release } from './program-updates.service';

type Named = Pick<Release, 'product' | 'version' | 'reach'>;

/** @param base URL of this server */
/** Address of a file of a release below `base`. */
export function fileUrl(release: Named, type: VersionFileType, base: string): string {
  return `${versionUrl(release, base)}/files/${type}${channelIn(release)}`;
}

/** Address of an artifact below `base`. It ends in the name of the file, by which updaters recognize its kind. */
export function artifactUrl(release: Named, { uid, name, url }: VersionArtifact, base: string): string {
  return url ?? `${versionUrl(release, base)}/artifacts/${uid}/${encodeURIComponent(name)}${channelIn(release)}`;
}

/** An address that needs no header. */
export function ticketUrl(release: Named, { name }: VersionArtifact, ticket: string, base: string): string {
  return `${versionUrl(release, base)}/downloads/${ticket}/${encodeURIComponent(name)}`;
}

function versionUrl({ product, version }: Named, base: string): string {
  const path = [product.reference, version.reference].map(encodeURIComponent).join('/');
  return `${base}/api/v1/updates/${path}`;
}

function channelIn({ reach }: Named): string {
  return reach.channel === undefined ? '' : `?channel=${encodeURIComponent(reach.channel)}`;
}

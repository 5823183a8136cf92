import type { ArtifactKind } from '../../catalog/versions/artifact-target';
import { semanticVersionOf } from '../../catalog/versions/semantic-version';
import type { FeedFormat } from './feed';
import { ELECTRON } from './formats/electron';
import { GENERIC } from './formats/generic';
import { SPARKLE } from './formats/sparkle';
import { SQUIRREL, VELOPACK } from './formats/squirrel';
import { TAURI } from './formats/tauri';
import { WORDPRESS } from './formats/wordpress';

export const FORMATS: readonly FeedFormat[] = [SPARKLE, TAURI, SQUIRREL, VELOPACK, WORDPRESS, GENERIC, ELECTRON];

/** Whether update feeds leave out a version that has files for them, because its number does not follow SemVer 2. */
export function isLeftOutOfFeeds(version: string, kinds: readonly ArtifactKind[]): boolean {
  const served = FORMATS.filter(({ needsSemVer }) => needsSemVer).flatMap((format) => format.kinds);
  return semanticVersionOf(version) === null && kinds.some((kind) => served.includes(kind));
}

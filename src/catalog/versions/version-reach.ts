import { channelsFor, STABLE } from './release-channel';
import { versionParts } from './version-order';

/** Which versions a program may have; what is left out is no limit. */
export interface VersionReach {
  /** Release channel of the program, `stable` by default. */
  readonly channel?: string;
  /** The last release date, `YYYY-MM-DD`. */
  readonly releasedUntil?: string | null;
  /** Versions must be newer than this one. */
  readonly after?: string;
  readonly minVersion?: string | null;
  readonly maxVersion?: string | null;
  /** A version that is left out. */
  readonly exceptId?: number;
}

/** The channels, and SQL for the other conditions, which starts with AND. */
export function conditionsOf(
  { channel = STABLE, releasedUntil = null, after, minVersion = null, maxVersion = null, exceptId }: VersionReach,
  alias: string,
): { conditions: string; values: Record<string, unknown> } {
  const values = {
    ...(releasedUntil !== null && { releasedUntil }),
    ...(after !== undefined && { after: versionParts(after) }),
    ...(minVersion !== null && { minVersion: versionParts(minVersion) }),
    ...(maxVersion !== null && { maxVersion: versionParts(maxVersion) }),
    ...(exceptId !== undefined && { exceptId }),
  };
  const conditions = Object.entries(CONDITIONS).filter(([name]) => name in values);
  return {
    conditions: conditions.map(([, condition]) => ` AND ${alias}.${condition}`).join(''),
    values: { ...values, channels: channelsFor(channel) },
  };
}

const CONDITIONS = {
  releasedUntil: 'released_at <= CAST(:releasedUntil AS date)',
  after: 'parts > CAST(:after AS bigint[])',
  minVersion: 'parts >= CAST(:minVersion AS bigint[])',
  maxVersion: 'parts <= CAST(:maxVersion AS bigint[])',
  exceptId: 'id <> CAST(:exceptId AS bigint)',
};

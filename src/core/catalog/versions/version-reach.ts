import { defined } from '../../common/fields/fields-of';
import { offeredSql } from './offered-sql';
import { channelsFor, STABLE, toChannel } from './release-channel';
import type { OfferSubject } from './rollout';
import type { SystemParts } from './system-version';
import { versionParts } from './version-order';

/** Which versions a program may have; what is left out is no limit. */
export interface VersionReach {
  /** Release channel of the program, `stable` by default. */
  readonly channel?: string;
  /** The program, for rollouts. An unknown program gets versions that are offered to all. */
  readonly subject?: OfferSubject;
  /** Codes of the entitlements of the license, by default none; null for any, also those that it does not have. */
  readonly held?: readonly string[] | null;
  /** The last release date, `YYYY-MM-DD`. */
  readonly releasedUntil?: string | null;
  /** Versions must be newer than this one. */
  readonly after?: string;
  readonly minVersion?: string | null;
  readonly maxVersion?: string | null;
  /** Files by platform of which the version must have one. */
  readonly files?: FilesReach;
  /** A version that is left out. */
  readonly exceptId?: number;
}

/** Required entitlements of a version or a file that are out of reach. */
export function lackedIn(
  { held }: Pick<VersionReach, 'held'>,
  { requiredEntitlements }: { readonly requiredEntitlements: readonly string[] },
): string[] {
  return requiredEntitlements.filter((code) => !held?.includes(code));
}

export interface FilesReach {
  readonly platforms?: readonly string[];
  readonly archs?: readonly string[];
  readonly kinds?: readonly string[];
  /** The only label; empty for files without one. */
  readonly label?: string;
  /** The system on which the version must run; a version without an oldest system runs on all. */
  readonly system?: SystemParts;
  /** A version without any files by platform will do, too. */
  readonly orNone?: boolean;
}

/** The channels, and SQL for the other conditions, which starts with AND. */
export function conditionsOf(
  {
    channel = STABLE,
    subject = {},
    releasedUntil = null,
    after,
    minVersion = null,
    maxVersion = null,
    exceptId,
    files,
    held = [],
  }: VersionReach,
  alias: string,
  now: Date,
): { conditions: string; values: Record<string, unknown> } {
  const values = {
    ...(releasedUntil !== null && { releasedUntil }),
    ...(after !== undefined && { after: versionParts(after) }),
    ...(minVersion !== null && { minVersion: versionParts(minVersion) }),
    ...(maxVersion !== null && { maxVersion: versionParts(maxVersion) }),
    ...(exceptId !== undefined && { exceptId }),
  };
  const conditions = Object.entries(CONDITIONS).filter(([name]) => name in values);
  const { device = null, license = null } = subject;
  return {
    conditions: `${conditions.map(([, condition]) => ` AND ${alias}.${condition}`).join('')}${hasFiles(files, alias, held !== null)} AND ${offeredSql(alias, { ...PROGRAM, held: held && HELD })}`,
    values: {
      ...values,
      ...(files && fileValues(files)),
      channels: channelsFor(channel),
      device,
      license,
      channel: toChannel(channel),
      now,
      ...(held && { held }),
    },
  };
}

function hasFiles(files: FilesReach | undefined, alias: string, areHeld: boolean): string {
  if (!files) {
    return '';
  }
  // The OFFSET keeps it from becoming a join, which reads the files of all versions before the newest one is found.
  const own = `FROM version_artifacts file WHERE file.version_id = ${alias}.id`;
  const named = Object.keys(fileValues(files)).flatMap((name) => FILE_CONDITIONS[name] ?? []);
  const conditions = [...named, ...(areHeld ? [`file.required_entitlements <@ ${HELD}`] : [])];
  const suitable = [own, ...conditions].join(' AND ');
  const fits = files.system ? `(SELECT ${RUNS} ${suitable})` : `EXISTS (SELECT 1 ${suitable} OFFSET 0)`;
  return files.orNone ? ` AND (${fits} OR NOT EXISTS (SELECT 1 ${own}))` : ` AND ${fits}`;
}

function fileValues({ platforms, archs, kinds, label, system }: FilesReach) {
  return defined({ platforms, archs, kinds, label, system });
}

/** By the values that they compare with. */
const FILE_CONDITIONS: Readonly<Record<string, string>> = {
  platforms: 'file.platform = ANY (CAST(:platforms AS varchar[]))',
  archs: 'file.arch = ANY (CAST(:archs AS varchar[]))',
  kinds: 'file.kind = ANY (CAST(:kinds AS varchar[]))',
  label: 'file.label = CAST(:label AS varchar)',
};

/** All suitable files run on the system, or one that is no delta: a delta needs what the file of its version needs. */
const RUNS_FILE = `coalesce(CAST(string_to_array(file.min_os_version, '.') AS bigint[]) <= CAST(:system AS bigint[]), true)`;
const RUNS = `coalesce(bool_and(${RUNS_FILE}) OR bool_or(${RUNS_FILE} AND file.kind <> 'delta'), false)`;

const HELD = 'CAST(:held AS varchar[])';

const PROGRAM = {
  device: 'CAST(:device AS text)',
  license: 'CAST(:license AS uuid)',
  channel: 'CAST(:channel AS varchar)',
  now: 'CAST(:now AS timestamptz)',
};

const CONDITIONS = {
  releasedUntil: 'released_at <= CAST(:releasedUntil AS date)',
  after: 'parts > CAST(:after AS bigint[])',
  minVersion: 'parts >= CAST(:minVersion AS bigint[])',
  maxVersion: 'parts <= CAST(:maxVersion AS bigint[])',
  exceptId: 'id <> CAST(:exceptId AS bigint)',
};

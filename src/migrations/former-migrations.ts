import type { EntityManager } from 'typeorm';

/** Timestamp of the first initial schema; the migrations that the initial schemas replaced are older. */
const INITIAL_SCHEMA = 1_793_000_000_000;
/** Timestamp of the last initial schema. */
const LAST_INITIAL_SCHEMA = 1_793_000_000_800;
const LAST_FORMER = 'KeepCheckedFiles1792500500000';

/**
 * Records the initial schemas as run in a database that the former migrations made: both give the same schema, so that
 * nothing is run again. Does nothing in other databases. Throws if the last of the former migrations is missing.
 */
export async function adoptFormerMigrations(manager: EntityManager, all: readonly { name: string }[]): Promise<void> {
  const former = await manager.query<{ name: string }[]>(`SELECT name FROM migrations WHERE timestamp < $1`, [
    INITIAL_SCHEMA,
  ]);
  if (former.length === 0) {
    return;
  }
  if (!former.some(({ name }) => name === LAST_FORMER)) {
    throw new Error(
      `it was prepared by a development version: start one with the migration ${LAST_FORMER} on it first`,
    );
  }
  const names = all.map(({ name }) => name).filter((name) => Number(name.slice(-13)) <= LAST_INITIAL_SCHEMA);
  await manager.query(
    `WITH former AS (DELETE FROM migrations WHERE timestamp < $1 RETURNING version)
     INSERT INTO migrations (timestamp, name, version)
     SELECT right(name, 13)::bigint, name, (SELECT min(version) FROM former)
     FROM unnest($2::varchar[]) WITH ORDINALITY AS initial (name, position) ORDER BY position`,
    [INITIAL_SCHEMA, names],
  );
}

import type { EntityManager } from 'typeorm';

/** Timestamp of the first initial schema; the migrations that the initial schemas replaced are older. */
const INITIAL_SCHEMA = 1_793_000_000_000;
/** Timestamp of the last initial schema. */
const LAST_INITIAL_SCHEMA = 1_793_000_000_800;
const LAST_FORMER = 'KeepCheckedFiles1792500500000';
/** The last commit with the former migrations. */
const LAST_COMMIT = 'ab04171b';

/** A development version has prepared the database with a part of the former migrations. */
export class FormerDatabase extends Error {
  readonly remedy = `Build the commit ${LAST_COMMIT}, start it once on this database, and then this release. Back up the database first.`;

  constructor() {
    super('A development version from before the initial schemas has prepared the database');
  }
}

/**
 * Names of the initial schemas if the former migrations made the database: both give the same schema. None for other
 * databases. Throws FormerDatabase if the last of the former migrations is missing.
 */
export async function adoptedMigrations(
  manager: EntityManager,
  all: readonly { name: string }[],
): Promise<readonly string[]> {
  const former = await manager.query<{ name: string }[]>(`SELECT name FROM migrations WHERE timestamp < $1`, [
    INITIAL_SCHEMA,
  ]);
  if (former.length === 0) {
    return [];
  }
  if (!former.some(({ name }) => name === LAST_FORMER)) {
    throw new FormerDatabase();
  }
  return all.map(({ name }) => name).filter((name) => Number(name.slice(-13)) <= LAST_INITIAL_SCHEMA);
}

/** Records the adopted migrations as run, so that nothing is run again. */
export async function adoptFormerMigrations(manager: EntityManager, all: readonly { name: string }[]): Promise<void> {
  const names = await adoptedMigrations(manager, all);
  if (names.length === 0) {
    return;
  }
  await manager.query(
    `WITH former AS (DELETE FROM migrations WHERE timestamp < $1 RETURNING version)
     INSERT INTO migrations (timestamp, name, version)
     SELECT right(name, 13)::bigint, name, (SELECT min(version) FROM former)
     FROM unnest($2::varchar[]) WITH ORDINALITY AS initial (name, position) ORDER BY position`,
    [INITIAL_SCHEMA, names],
  );
}

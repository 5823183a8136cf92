import type { EntityManager } from 'typeorm';

/** Timestamps of the first and the last initial schema; the migrations that the initial schemas replaced are older. */
const INITIAL_SCHEMAS = { first: 1_796_700_000_000, last: 1_796_700_001_200 };
const FORMER_MIGRATIONS = { count: 74, last: 'SendFormsOnce1796610000000' };
/** The last commit with the former migrations. */
const LAST_COMMIT = 'ce1bd56e';

type Migrations = readonly { readonly name: string }[];

/** A development version has prepared the database with a part of the former migrations. */
export class FormerDatabase extends Error {
  readonly remedy = `Build the commit ${LAST_COMMIT}, start it once on this database, and then this release. Back up the database first.`;

  constructor() {
    super('A development version from before the initial schemas has prepared the database');
  }
}

/**
 * The migrations that have run, with the initial schemas in place of the former migrations: both give the same schema. The
 * given list itself if there is none to replace. Throws FormerDatabase if only a part of the former migrations has run.
 */
export function adopted(run: Migrations, all: Migrations): Migrations {
  const former = run.filter((migration) => isFormer(migration, all));
  if (former.length === 0) {
    return run;
  }
  if (former.length !== FORMER_MIGRATIONS.count || !former.some(({ name }) => name === FORMER_MIGRATIONS.last)) {
    throw new FormerDatabase();
  }
  const { first, last } = INITIAL_SCHEMAS;
  const initial = all.filter((migration) => timeOf(migration) >= first && timeOf(migration) <= last);
  return [...initial, ...run.filter((migration) => !former.includes(migration))];
}

/** Records the initial schemas as run in place of the former migrations, so that nothing is run again. */
export async function adoptFormerMigrations(manager: EntityManager, all: Migrations): Promise<void> {
  const run = await manager.query<{ name: string }[]>('SELECT name FROM migrations');
  const now = adopted(run, all);
  if (now === run) {
    return;
  }
  await manager.query(
    `WITH former AS (DELETE FROM migrations WHERE name = ANY ($1) RETURNING version)
     INSERT INTO migrations (timestamp, name, version)
     SELECT right(name, 13)::bigint, name, (SELECT min(version) FROM former)
     FROM unnest($2::varchar[]) WITH ORDINALITY AS initial (name, position) ORDER BY position`,
    [namesOf(run.filter((migration) => !now.includes(migration))), namesOf(now.filter((each) => !run.includes(each)))],
  );
}

/** Migrations of plug-ins may be older than the initial schemas. */
function isFormer(migration: { readonly name: string }, all: Migrations): boolean {
  return timeOf(migration) < INITIAL_SCHEMAS.first && !all.some(({ name }) => name === migration.name);
}

function timeOf({ name }: { readonly name: string }): number {
  return Number(name.slice(-13));
}

function namesOf(migrations: Migrations): string[] {
  return migrations.map(({ name }) => name);
}

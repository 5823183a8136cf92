import type { DataSource, EntityManager } from 'typeorm';
import { VERSION } from '../common/version';
import { MIGRATIONS } from '../migrations';
import type { Migration } from '../migrations/migration';

/** Noted for migrations that only expand the schema. */
const ANY_RELEASE = '0.0.0';

const versions = new Intl.Collator('en', { numeric: true });

/** A later release has changed this database so that this one no longer runs on it. */
export class NewerDatabase extends Error {
  /**
   * @param version of the later release, if it is known
   * @param needed oldest release that runs on the database, if it is known
   */
  constructor(
    readonly migration: string,
    readonly version: string | null,
    readonly needed: string | null,
  ) {
    super(`The migration ${migration} is unknown`);
  }
}

interface Unknown {
  readonly name: string;
  readonly version: string | null;
  readonly oldestRelease: string | null;
}

/** Throws NewerDatabase if a migration of a later release needs a later release than this, or does not say. */
export async function refuseNewer(manager: EntityManager): Promise<void> {
  // The columns are added by migrations.
  const unknown = await manager.query<Unknown[]>(
    `SELECT name, to_jsonb(migration) ->> 'version' AS version, to_jsonb(migration) ->> 'oldest_release' AS "oldestRelease"
     FROM migrations AS migration WHERE name <> ALL ($1) ORDER BY id DESC`,
    [MIGRATIONS.map(({ name }) => name)],
  );
  const refusing = unknown.find(({ oldestRelease }) => oldestRelease === null || isOlder(VERSION, oldestRelease));
  if (refusing) {
    const { name, version, oldestRelease } = refusing;
    throw new NewerDatabase(name, version, oldestRelease ?? version);
  }
}

/** Notes which release has run each migration, and the oldest one that runs on the database afterwards. */
export async function noteMigrations({ manager, migrations }: DataSource): Promise<void> {
  const oldest = migrations.map(({ oldestRelease }: Migration) => oldestRelease ?? ANY_RELEASE);
  await manager.query(
    `UPDATE migrations AS migration SET version = coalesce(version, $1), oldest_release = known.oldest_release
     FROM unnest($2::text[], $3::text[]) AS known (name, oldest_release)
     WHERE migration.name = known.name AND (version IS NULL OR migration.oldest_release IS NULL)`,
    [VERSION, migrations.map(({ name }) => name), oldest],
  );
}

function isOlder(version: string, than: string): boolean {
  return versions.compare(version, than) < 0;
}

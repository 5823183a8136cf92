import { DataSource } from 'typeorm';
import { MIGRATIONS } from '../../../src/core/migrations';
import { CreatePortal1796700001200 } from '../../../src/core/migrations/1796700001200-create-portal-sessions';
import { dataSourceOptions } from '../../../src/core/start/data-source';
import { contractions, type Schema, schemaOf } from '../../support/contractions';
import { emptyDatabase } from '../../testkit/database';
import { sampleOf } from '../../testkit/sample';

const NEWEST = 5;
const since = MIGRATIONS.indexOf(CreatePortal1796700001200) + 1;

let database: DataSource;
beforeAll(async () => {
  const url = await emptyDatabase('expansion');
  database = new DataSource({ ...dataSourceOptions(url), migrations: MIGRATIONS.slice(0, since) });
  await database.initialize();
  await database.runMigrations();
});
afterAll(() => database.destroy());

const LATER = MIGRATIONS.slice(since);
/** The newest each time, and a fourth of the others, which are checked on other days. */
const CHECKED = [...sampleOf(LATER.slice(0, -NEWEST), LATER.length / 4, 'expansion'), ...LATER.slice(-NEWEST)];

it('each migration expands the schema, or says which release is the oldest that still runs', async () => {
  const undeclared: string[] = [];
  let known: Schema | undefined;
  const runner = database.createQueryRunner();
  for (const Migration of LATER) {
    const migration = new Migration();
    const { oldestRelease, widens } = migration;
    const isChecked = oldestRelease === undefined && CHECKED.includes(Migration);
    const before = isChecked ? (known ?? (await schemaOf(database))) : undefined;
    await runner.startTransaction();
    await migration.up(runner);
    await runner.commitTransaction();
    known = before && (await schemaOf(database));
    const found = before && known ? contractions(before, known, widens) : [];
    undeclared.push(...found.map((line) => `${Migration.name}: ${line}`));
  }
  await runner.release();
  expect(undeclared).toEqual([]);
});

describe('the check of migrations', () => {
  let before: Schema;
  beforeAll(async () => {
    before = await schemaOf(database);
  });

  async function foundAfter(statement: string, widens?: readonly string[]): Promise<string[]> {
    const runner = database.createQueryRunner();
    await runner.startTransaction();
    try {
      await runner.query(statement);
      return contractions(before, await schemaOf(runner.manager), widens);
    } finally {
      await runner.rollbackTransaction();
      await runner.release();
    }
  }

  it.each([
    ['CREATE TABLE notes (id bigint PRIMARY KEY, text varchar(9) NOT NULL UNIQUE)'],
    ['CREATE TABLE notes (id bigint PRIMARY KEY); CREATE UNIQUE INDEX notes_single ON notes ((true))'],
    ['ALTER TABLE licenses ADD COLUMN trial varchar(9)'],
    [`ALTER TABLE licenses ADD COLUMN trial varchar(9) NOT NULL DEFAULT '' CHECK (trial <> key)`],
    ['CREATE INDEX licenses_trial ON licenses (description)'],
    ['ALTER TABLE background_jobs DROP CONSTRAINT background_jobs_state_known'],
    ['DROP INDEX licenses_customer'],
    ['ALTER TABLE licenses ALTER COLUMN batch TYPE varchar(9999)'],
  ])('lets pass: %s', async (statement) => {
    expect(await foundAfter(statement)).toEqual([]);
  });

  it.each([
    ['DROP TABLE saved_views CASCADE', 'saved_views.id is gone'],
    ['ALTER TABLE licenses DROP COLUMN description', 'licenses.description is gone'],
    ['ALTER TABLE licenses RENAME COLUMN description TO text', 'licenses.description is gone'],
    ['ALTER TABLE licenses RENAME TO sold', 'licenses.id is gone'],
    ['ALTER TABLE users ALTER COLUMN username TYPE text', 'users.username has the type text'],
    ['ALTER TABLE users ALTER COLUMN email TYPE varchar(9)', 'users.email has the type character varying(9)'],
    ['ALTER TABLE users ALTER COLUMN email SET NOT NULL', 'users.email is required'],
    ['ALTER TABLE users ADD COLUMN trial varchar(9) NOT NULL', 'users.trial is required'],
    [
      'ALTER TABLE users ALTER COLUMN created_at SET DEFAULT now(), ALTER COLUMN has_password DROP DEFAULT',
      'users.has_password is required',
    ],
    [`ALTER TABLE users ADD CONSTRAINT users_few CHECK (id < 9)`, 'users_few restricts: CHECK ((id < 9))'],
    ['CREATE UNIQUE INDEX users_trial ON users (email)', /^users_trial restricts: CREATE UNIQUE INDEX/],
    ['CREATE UNIQUE INDEX users_single ON users ((true))', /^users_single restricts/],
    ['DROP INDEX users_username_unique', 'users_username_unique is gone'],
    ['DROP FUNCTION license_seats CASCADE', /^function license_seats\(.*\) is gone$/],
    ['DROP SEQUENCE events_id_seq CASCADE', 'sequence events_id_seq is gone'],
  ])('finds: %s', async (statement, found) => {
    expect(await foundAfter(statement)).toContainEqual(
      typeof found === 'string' ? found : expect.stringMatching(found),
    );
  });

  it('lets a constraint be replaced by a wider one that the migration names', async () => {
    const widened = `ALTER TABLE background_jobs DROP CONSTRAINT background_jobs_state_known,
      ADD CONSTRAINT background_jobs_state_known CHECK (state <> '')`;
    expect(await foundAfter(widened)).toHaveLength(1);
    expect(await foundAfter(widened, ['background_jobs_state_known'])).toEqual([]);
  });
});

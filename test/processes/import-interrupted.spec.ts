import type { Import } from '../../sdk/src/generated/native';
import { ApplyImportService } from '../../src/plugins/migration/imports/apply-import.service';
import { isWorking } from '../../src/plugins/migration/imports/import.entity';
import { SOURCE_NAMES as SOURCES } from '../../src/plugins/migration/imports/sources/import-sources';
import { ReadImportService } from '../../src/plugins/migration/imports/read-import.service';
import { freshDatabase } from '../testkit/database';
import { Interruption } from '../support/interruption';
import { unbalanced } from '../support/imports';
import { formOf } from '../testkit/forms';
import { runJob } from '../testkit/jobs';
import { TestServer } from '../testkit/server';
import { until } from '../testkit/until';
import { contentOf } from './import-content';
import { importFiles } from './import-files';

/** Lives of the server in which each import dies. */
const LIVES = 10;
const PHASES = ['reading', 'checking', 'importing'];
/** An import without progress for so long is resumed. */
const STALLED_MS = 61_000;

let files: Readonly<Record<string, string>>;
let uninstall: () => void;
beforeAll(async () => {
  files = await importFiles();
  uninstall = Interruption.install();
});
afterAll(() => uninstall());

/** A server whose imports take many transactions for few rows. */
async function start(databaseUrl: string): Promise<TestServer> {
  const server = await TestServer.start({}, databaseUrl);
  server.app.get(ReadImportService).batch = 3;
  const { checking, importing } = server.app.get(ApplyImportService);
  const many = importing.size;
  checking.size = () => 40;
  importing.size = (kind) => Math.min(many(kind), 25);
  return server;
}

/** Uploads the files; no job has begun. Returns the ids of the imports by their sources. */
async function begin(server: TestServer): Promise<Map<string, Begun>> {
  const begun = new Map<string, Begun>();
  for (const source of SOURCES) {
    const form = await formOf(['from', source], ['file', files[source] ?? '', 'file']);
    const { status, body } = await server.asAdmin('POST', '/api/v1/imports', form);
    expect([source, status]).toEqual([source, 201]);
    const [{ id }] = await server.dataSource.query<[{ id: number }]>('SELECT id FROM imports WHERE uid = $1', [
      body.id,
    ]);
    begun.set(source, { id, uid: body.id });
  }
  return begun;
}

interface Begun {
  readonly id: number;
  readonly uid: string;
}

/** Runs the queued jobs of an import, and confirms it, until it is done or the job dies. */
async function advance(server: TestServer, { id, uid }: Begun, job: Interruption): Promise<void> {
  for (;;) {
    const { body } = await server.asAdmin('GET', `/api/v1/imports/${uid}`);
    if (body.state === 'ready') {
      expect((await server.asAdmin('POST', `/api/v1/imports/${uid}/apply`, { body: {} })).status).toBe(202);
    } else if (!isWorking(body)) {
      return;
    }
    const [taken] = await server.dataSource.query<[{ payload: object }[], number]>(TAKE, [id]);
    expect(taken).not.toEqual([]);
    await job.run(() => runJob(server, 'imports', { import: id }));
    if (job.at !== undefined) {
      await until('PostgreSQL has noticed the death', async () => {
        const alive = await server.dataSource.query('SELECT FROM pg_stat_activity WHERE pid = ANY ($1)', [
          job.sessions,
        ]);
        return alive.length === 0;
      });
      return;
    }
  }
}

/** Jobs that died are lost: what a live server does every minute finds the imports again. */
async function resume(server: TestServer): Promise<void> {
  await server.dataSource.query(FORGET);
  server.clock.advance(STALLED_MS);
  await server.clock.settled();
  await runJob(server, 'imports');
}

/** Lets each import die at ten places, each in another life of the server, and then come to its end. */
async function dieAndResume(databaseUrl: string, lengths: ReadonlyMap<string, number>): Promise<Map<string, Death[]>> {
  let server = await start(databaseUrl);
  const begun = await begin(server);
  const deaths = new Map<string, Death[]>(SOURCES.map((source) => [source, []]));
  const done = new Map<string, number>();
  for (let life = 1; life <= LIVES + 1; life++) {
    for (const [source, one] of begun) {
      const place = life > LIVES ? undefined : Math.round(((lengths.get(source) ?? 0) * (life - 0.5)) / LIVES);
      const from = done.get(source) ?? 0;
      const job = new Interruption(place && Math.max(1, place - from));
      await advance(server, one, job);
      const [{ state }] = await server.dataSource.query<[{ state: string }]>(STATE, [one.id]);
      if (job.at !== undefined) {
        deaths.get(source)?.push({ state, statement: job.at });
      }
      // A file is read from its beginning; later steps go on after the last commit.
      done.set(source, state === 'reading' ? 0 : from + job.sent.lastIndexOf('COMMIT') + 1);
    }
    await server.stop();
    server = await start(databaseUrl);
    server.clock.advance(life * STALLED_MS);
    await resume(server);
  }
  await server.stop();
  return deaths;
}

interface Outcome {
  readonly imports: ReadonlyMap<string, Import>;
  readonly content: Awaited<ReturnType<typeof contentOf>>;
}

/** Runs all imports to their end. Returns how many statements each sends, too. */
async function runWhole(databaseUrl: string): Promise<Outcome & { lengths: Map<string, number> }> {
  const server = await start(databaseUrl);
  const lengths = new Map<string, number>();
  for (const [source, one] of await begin(server)) {
    const job = new Interruption();
    await advance(server, one, job);
    lengths.set(source, job.sent.length);
  }
  await server.stop();
  return { lengths, ...(await outcomeOf(databaseUrl)) };
}

async function outcomeOf(databaseUrl: string): Promise<Outcome> {
  const server = await start(databaseUrl);
  const { body } = await server.asAdmin('GET', '/api/v1/imports', { query: { limit: '100' } });
  const imports = new Map<string, Import>(body.items.map((one: Import) => [one.from, one]));
  const content = await contentOf(server);
  await server.stop();
  return { imports, content };
}

interface Death {
  /** State of the import, as the last commit has left it. */
  readonly state: string;
  readonly statement: string;
}

const TAKE = `
  DELETE FROM graphile_worker._private_jobs WHERE (payload->>'import')::bigint = $1 RETURNING payload`;
const FORGET = `DELETE FROM graphile_worker._private_jobs WHERE payload->>'import' IS NOT NULL`;
const STATE = `SELECT state FROM imports WHERE id = $1`;

describe('an import that dies at ten places and is resumed', () => {
  let whole: Outcome;
  let resumed: Outcome;
  let deaths: Map<string, Death[]>;

  beforeAll(async () => {
    const { lengths, ...outcome } = await runWhole(await freshDatabase('import_whole'));
    whole = outcome;
    const databaseUrl = await freshDatabase('import_interrupted');
    deaths = await dieAndResume(databaseUrl, lengths);
    resumed = await outcomeOf(databaseUrl);
  });

  it.each(SOURCES)('gives what one gives that nothing interrupts: %s', (source) => {
    const places = deaths.get(source) ?? [];
    expect(places).toHaveLength(LIVES);
    expect(new Set(places.map(({ state }) => state))).toEqual(
      new Set([...PHASES, ...places.map(({ state }) => state)]),
    );
    expect(new Set(places.map(({ statement }) => statement)).size).toBeGreaterThanOrEqual(LIVES / 2);
    const [found, expected] = [resumed.imports.get(source), whole.imports.get(source)];
    expect([found?.state, found && unbalanced(found)]).toEqual(['done', []]);
    expect([found?.counts, found?.notes]).toEqual([expected?.counts, expected?.notes]);
    expect(found?.counts.find(({ kind }) => kind === 'license')?.made).toBeGreaterThan(20);
  });

  it.each(['products', 'versions', 'policies', 'customers', 'licenses', 'activations', 'api_keys', 'settings', 'rows'])(
    'leaves the same %s',
    (table) => {
      expect(whole.content[table]).not.toEqual([]);
      expect(resumed.content[table]).toEqual(whole.content[table]);
    },
  );

  it('leaves nothing else, and records each event once', () => {
    expect(resumed.content).toEqual(whole.content);
  });

  it('dies within transactions, at commits and right after them', () => {
    const statements = new Set([...deaths.values()].flat().map(({ statement }) => statement));
    expect([...statements]).toEqual(expect.arrayContaining(['COMMIT', 'START TRANSACTION']));
    expect(statements.size).toBeGreaterThan(2 * LIVES);
  });
});

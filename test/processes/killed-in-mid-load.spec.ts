import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '../../src/core/platform/embedded-postgres/embedded-postgres';
import { tally } from '../testkit/records';
import { until } from '../testkit/until';
import { type Answered, clientOf, Load } from './load';
import { postmasterOf, Program } from './program';

const KEY = 'KEPT-KEPT-KEPT-KEPT';
const PASSWORD = 'the first password';
const CLIENTS = 16;
const ANSWERS = 400;

let dataDir: string;
let program: Program;
let systemKey: string;
beforeAll(() => Program.build());
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'keyward killed '));
  // The account that PostgreSQL runs under needs access to its folder.
  chmodSync(dataDir, 0o711);
  program = await start();
  systemKey = program.systemKey ?? '';
  await program.issue(PASSWORD, { key: KEY });
  expect(await clientOf(program, KEY, 'desk').activate()).toMatchObject({ status: 201 });
});
afterAll(async () => {
  await Program.endAll();
  await endDatabase();
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

const start = () => Program.start({ DATA_DIR: dataDir, ADMIN_PASSWORD: PASSWORD });

/** A killed server leaves its database running. */
async function endDatabase(): Promise<void> {
  const pidFile = join(dataDir, 'pg', 'postmaster.pid');
  if (existsSync(pidFile)) {
    process.kill(postmasterOf(dataDir), 'SIGINT');
    await until('the database has ended', () => !existsSync(pidFile));
  }
}

/** License checks at two APIs, and heartbeats. */
function startLoad(): Load {
  const { validate, heartbeat, verify } = clientOf(program, KEY, 'desk');
  const ways = [validate, heartbeat, (id: string) => verify(id, systemKey)];
  let turn = 0;
  return Load.start(CLIENTS, (id) => (ways[++turn % ways.length] ?? validate)(id));
}

/** Answered requests that are not in the log of the running database, which this process joins. */
async function missingInLog(answers: readonly Answered[]): Promise<string[]> {
  const database = await startEmbeddedPostgres({ dataDir });
  const client = new Client({ connectionString: database.url });
  try {
    await client.connect();
    const { rows } = await client.query(`SELECT app_version AS id FROM verifications WHERE outcome = 'VALID'`);
    const logged = new Set(rows.map(({ id }) => id));
    return answers.filter(({ status, id }) => status === 200 && !logged.has(id)).map(({ id }) => id);
  } finally {
    await client.end();
    await database.stop();
  }
}

it('keeps every answered check when the server is killed, and the next server continues', async () => {
  const load = startLoad();
  await load.more(ANSWERS);
  expect(await program.end('SIGKILL')).toEqual({ code: null, signal: 'SIGKILL' });
  await load.stop();
  expect(Object.keys(tally(load.answers.map(({ status }) => status)))).toEqual(['200']);

  program = await start();
  const { status, body } = await clientOf(program, KEY, 'desk').validate('afterwards');
  expect([status, body.valid]).toEqual([200, true]);
  expect(await missingInLog(load.answers)).toEqual([]);
});

it('keeps every answered check when PostgreSQL is killed, and serves again by itself', async () => {
  const load = startLoad();
  await load.more(ANSWERS);
  process.kill(postmasterOf(dataDir), 'SIGKILL');
  await program.log.line(/starting it again/);
  await load.more(ANSWERS);
  await load.stop();

  const refused = load.answers.filter(({ status }) => status !== 200);
  expect(refused.filter(({ status, headers }) => status !== 503 || !headers.has('retry-after'))).toEqual([]);
  expect(await missingInLog(load.answers)).toEqual([]);
  expect(await program.end('SIGTERM')).toEqual({ code: 0, signal: null });
});

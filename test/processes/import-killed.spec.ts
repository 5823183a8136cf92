import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { ADMIN_PASSWORD } from '../support/credentials';
import { freshDatabase } from '../support/database';
import { DELETED_PRODUCT, licenseboxDump, oldLicense } from '../support/licensebox-dump';
import { until } from '../support/until';
import { runCommand } from './command';
import { BUILD_LIMIT_MS, Program } from './program';

const COUNT = 10_000;
/** Where the server is killed: the state, the kind of rows and the position that it has reached or passed. */
const PLACES = [
  ['reading', '', 0],
  ['reading', 'license', 4_000],
  ['checking', 'customer', 0],
  ['checking', 'activation', 5_000],
  ['importing', 'product', 1],
  ['importing', 'policy', 2],
  ['importing', 'license', 2_000],
  ['importing', 'license', 6_000],
  ['importing', 'activation', 2_000],
  ['importing', 'activation', 8_000],
] as const;
const STATES = ['reading', 'checking', 'ready', 'importing', 'done'];
const KINDS = ['', 'product', 'version', 'policy', 'customer', 'license', 'activation', 'api_key', 'blocked'];

/** A reading that seems alive is only resumed a minute later. */
const INTERRUPTED = `
  SELECT state <> 'reading' OR continued_at < now() - interval '5 seconds' AS interrupted FROM imports`;

jest.setTimeout(600_000);

let program: Program;
let client: Client;
let settings: Record<string, string>;
let folder: string;
beforeAll(() => Program.build(), BUILD_LIMIT_MS);
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keyward-import-'));
  settings = { DATABASE_URL: await freshDatabase('import_killed') };
  client = new Client({ connectionString: settings.DATABASE_URL });
  await client.connect();
  program = await Program.start(settings);
});
afterAll(async () => {
  await Program.endAll();
  await client.end();
  rmSync(folder, { recursive: true });
});

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- rows of several tables
const one = async (sql: string): Promise<Record<string, any>> => (await client.query(sql)).rows[0];

/** While the file is read, the rows that there are say how far it has come. */
const hasReached = async ([state, kind, position]: (typeof PLACES)[number]): Promise<boolean> => {
  const at = await one(`SELECT state, coalesce(kind, '') AS kind, position FROM imports`);
  if (state === 'reading' && at.state === 'reading') {
    const { read } = await one(`SELECT count(*)::integer AS read FROM import_rows WHERE kind = 'license'`);
    return kind === '' || read >= position;
  }
  const [states, kinds] = [
    STATES.indexOf(at.state) - STATES.indexOf(state),
    KINDS.indexOf(at.kind) - KINDS.indexOf(kind),
  ];
  return states > 0 || (states === 0 && (kinds > 0 || (kinds === 0 && at.position >= position)));
};

it('imports each license once when the server is killed at ten places', async () => {
  const path = join(folder, 'dump.sql');
  writeFileSync(path, [...licenseboxDump(COUNT, { rowsPerInsert: 500, hasColumns: false })].join(''));
  const environment = async () => ({
    KEYWARD_URL: program.url,
    KEYWARD_TOKEN: (await program.logIn(ADMIN_PASSWORD)).authorization.replace('Bearer ', ''),
  });
  let command = runCommand(['import', 'licensebox', path, '--yes'], await environment());
  await until('the file is uploaded', async () => (await one('SELECT count(*)::integer AS n FROM imports')).n === 1, {
    limitMs: 60_000,
  });
  const { uid } = await one('SELECT uid FROM imports');
  const killed: string[] = [];
  for (const place of PLACES) {
    await until(`the import is at ${place.join(' ')}`, () => hasReached(place), { limitMs: 200_000 });
    const { state, kind, position } = await one('SELECT state, kind, position FROM imports');
    killed.push(`${state} ${kind} ${position}`);
    await program.end('SIGKILL');
    expect((await command).code).toBe(1);
    program = await Program.start(settings);
    await until('the reading counts as interrupted', async () => (await one(INTERRUPTED)).interrupted);
    command = runCommand(['import', '--resume', uid, '--yes', '--json'], await environment());
  }
  const { code, output } = await command;
  expect([code, killed.every((at) => !at.startsWith('done'))]).toEqual([0, true]);

  const kept = Array.from({ length: COUNT }, (_, index) => oldLicense(index + 1)).filter(
    ({ pid }) => pid !== DELETED_PRODUCT,
  );
  const seats = kept.reduce((sum, { urls }) => sum + urls.length, 0);
  expect(await one(`SELECT count(*)::integer AS licenses FROM licenses`)).toEqual({ licenses: kept.length });
  expect(await one(`SELECT count(*)::integer AS seats FROM activations`)).toEqual({ seats });
  const report: { state: string; counts: { kind: string; made: number; pending: number }[] } = JSON.parse(output);
  const { rows } = await client.query(
    `SELECT kind, count(*) FILTER (WHERE outcome = 'made')::integer AS made FROM import_rows GROUP BY kind`,
  );
  expect(report.state).toBe('done');
  expect(new Map(report.counts.map(({ kind, made }) => [kind, made]))).toEqual(
    new Map(rows.map(({ kind, made }) => [kind, made])),
  );
  expect(report.counts.filter(({ pending }) => pending > 0)).toEqual([]);

  const undone = await runCommand(['import', 'undo', uid], await environment());
  expect([undone.code, undone.errors]).toEqual([0, '']);
  expect(await one(`SELECT count(*)::integer AS licenses FROM licenses`)).toEqual({ licenses: 0 });
  const checked = await runCommand(['import', 'licensebox', path, '--dry-run', '--json'], await environment());
  expect([checked.code, JSON.parse(checked.output).state]).toEqual([0, 'ready']);
  expect(await one(`SELECT count(*)::integer AS licenses FROM licenses`)).toEqual({ licenses: 0 });
});

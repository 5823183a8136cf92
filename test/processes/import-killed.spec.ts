import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { ADMIN_PASSWORD } from '../testkit/credentials';
import { freshDatabase } from '../testkit/database';
import { DELETED_PRODUCT, licenseboxDump, oldLicense } from '../support/licensebox-dump';
import { IS_DEEP, sampleOf } from '../testkit/sample';
import { runCommand } from './command';
import { type StatementMoment, StatementTrap } from './kill-moments';
import { Program } from './program';

/** More than one transaction imports. */
const COUNT = IS_DEEP ? 10_000 : 3_000;

const reading = (position: number): StatementMoment => ({
  table: 'import_rows',
  at: 'BEFORE INSERT',
  when: `NEW.kind = 'license' AND NEW.position >= ${position}`,
});
const step = (state: string, kind: string): StatementMoment => ({
  table: 'imports',
  at: 'BEFORE UPDATE',
  when: `OLD.state = '${state}' AND NEW.kind = '${kind}'`,
});
const importing = (kind: string, position: number): StatementMoment => ({
  table: 'import_rows',
  at: 'BEFORE UPDATE',
  when: `NEW.kind = '${kind}' AND NEW.position >= ${position} AND NEW.outcome = 'made'`,
});

/** Statements at which the server is killed, in the order of the import. */
const ALL_PLACES = [
  reading(1),
  reading(0.8 * COUNT),
  step('checking', 'customer'),
  step('checking', 'activation'),
  step('importing', 'product'),
  step('importing', 'policy'),
  importing('license', 0.2 * COUNT),
  importing('license', 0.8 * COUNT),
  importing('activation', 0.2 * COUNT),
  importing('activation', 0.8 * COUNT),
];
const PLACES = sampleOf(ALL_PLACES, 3, 'import-killed');

let program: Program;
let client: Client;
let settings: Record<string, string>;
let folder: string;
beforeAll(() => Program.build());
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

it(`imports each license once when the server is killed at ${PLACES.length} places`, async () => {
  const path = join(folder, 'dump.sql');
  writeFileSync(path, [...licenseboxDump(COUNT, { rowsPerInsert: 500, hasColumns: false })].join(''));
  const environment = async () => ({
    KEYWARD_URL: program.url,
    KEYWARD_TOKEN: (await program.logIn(ADMIN_PASSWORD)).authorization.replace('Bearer ', ''),
  });
  const trap = new StatementTrap(client);
  let args = ['import', 'licensebox', path, '--yes'];
  let uid = '';
  for (const place of PLACES) {
    await trap.set(place);
    const command = runCommand(args, await environment());
    await trap.reached();
    await program.end('SIGKILL');
    expect((await command).code).toBe(1);
    await trap.release(place);
    // As if nothing had been heard of the reading since.
    ({ uid } = await one(`UPDATE imports SET continued_at = now() - interval '10 seconds' RETURNING uid`));
    program = await Program.start(settings);
    args = ['import', '--resume', uid, '--yes', '--json'];
  }
  const { code, output } = await runCommand(args, await environment());
  expect(code).toBe(0);

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

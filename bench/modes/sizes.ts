import { execFileSync } from 'node:child_process';
import { rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { activateCall, callsOfNewDevices } from '../calls';
import { assertRoom } from '../database';
import { rounded } from '../figures';
import { Keyward } from '../keyward';
import { assertRight, load } from '../load';
import { printTable } from '../report';
import { keyOf } from '../sample';
import { seed } from '../seed';
import { bytesPerRow, databaseBytes, growth, tableSizes } from '../tables';
import { timed } from '../timed';
import { keywardVariants } from '../variants';
import type { Bench } from './mode';

const SIZES = [10_000, 1_000_000, 10_000_000];
const LOG_ROWS = 3;
const SEATS = 1_000;
/** Each event is written, numbered and vacuumed: its space is used again from the second round on. */
const ACTIVATION_ROUNDS = 3;
// Database, WAL, room for building an index, and the backup.
const BYTES_PER_LICENSE = 4_000;
const MEGABYTE = 1024 ** 2;
const COMMAND = join(__dirname, '..', '..', '..', '..', 'scripts', 'keyward.mjs');
/** A restore of more takes longer than all the rest. */
const RESTORED_LICENSES = 1_000_000;

/** Needs of an installation by its number of licenses: disk, memory, connections, times of a start, lists and a backup. */
export async function sizes(bench: Bench): Promise<void> {
  const { options, report } = bench;
  const steps = [...SIZES.filter((size) => size < options.upTo), options.upTo];
  await assertRoom(Math.ceil((Math.max(...steps) * BYTES_PER_LICENSE) / 1024 ** 3) + 2);
  const by_licenses: Record<string, object> = {};
  for (const licenses of steps) {
    console.log(`  making ${licenses.toLocaleString('en')} licenses and ${LOG_ROWS} log rows for each…`);
    by_licenses[licenses] = await measured(bench, licenses);
    report.write({ sizes: { ...report.conditions, log_rows_per_license: LOG_ROWS, by_licenses } });
  }
}

async function measured({ options, database, cleanup }: Bench, licenses: number): Promise<object> {
  const keyward = await Keyward.start(database, `sizes_${licenses}`, cleanup);
  await seed(keyward.pool, { licenses, logRows: LOG_ROWS, seats: SEATS, varied: true });
  const [before, bytes] = [await tableSizes(keyward.pool), await databaseBytes(keyward.pool)];
  const start = performance.now();
  const second = await keyward.startSecond(cleanup);
  const start_ms = Math.round(performance.now() - start);
  const idle = second.residentMegabytes;
  await second.stop();

  const { connections, seconds, warmUp } = options;
  const [verify] = keywardVariants(keyward, licenses);
  const calls = verify?.calls ?? (() => []);
  await load({ url: keyward.url, connections, seconds: warmUp, calls });
  assertRight('sizes', await load({ url: keyward.url, connections, seconds, calls }));
  const used = await keyward.connectionCount();
  const memory = {
    node_idle_mb: Math.round(idle),
    node_mb: Math.round(keyward.process.residentMegabytes),
    postgresql_mb: Math.round(database.memoryMegabytes()),
  };
  const devices = () =>
    callsOfNewDevices(licenses, seconds, (number, device) => activateCall(keyward.systemKey, number, device));
  for (let round = 0; round < ACTIVATION_ROUNDS; round++) {
    await load({ url: keyward.url, connections, seconds, calls: devices });
    await keyward.pool.query('VACUUM events, audit_entries');
  }
  const after = await tableSizes(keyward.pool);
  const lists = await timesOf(keyward, licenses);

  const { licenses: license, activations: activation, customers: customer, verifications: check } = before;
  const rows = {
    license,
    activation,
    customer,
    check,
    event: growth(before.events, after.events),
    audit_entry: growth(before.audit_entries, after.audit_entries),
  };
  const perRow = Object.entries(rows).map(([name, size]) => ({
    row: name,
    ...bytesPerRow(size ?? growth(undefined, undefined)),
  }));
  const figures = {
    database_mb: Math.round(bytes / MEGABYTE),
    start_ms,
    ...memory,
    connections: used,
    ...(await backedUp(keyward, licenses)),
  };
  printTable(perRow);
  printTable([figures]);
  printTable(lists.map((row) => ({ ...row })));
  return { ...figures, bytes_per_row: Object.fromEntries(perRow.map(({ row, ...size }) => [row, size])), lists };
}

/** The calls that people repeat all day, and the statistics. */
async function timesOf(keyward: Keyward, licenses: number) {
  const token = await keyward.logIn();
  const part = keyOf(Math.floor(licenses / 2) + 1).slice(0, 9);
  const calls = [
    '/api/v1/licenses',
    '/api/v1/licenses?status=expired',
    `/api/v1/licenses?q=${part}`,
    `/api/v1/search?q=${part}`,
    '/api/v1/customers?q=Company',
    '/api/v1/activations?ip=192.0.2.7',
    '/api/v1/events',
    '/api/v1/statistics',
    '/api/v1/statistics/unused-licenses',
    '/api/v1/monitoring/stats',
    '/dialects/lic/api/stats',
  ];
  const rows = [];
  for (const call of calls) {
    rows.push(await timed(keyward.url, call, token));
  }
  return rows;
}

async function backedUp(keyward: Keyward, licenses: number): Promise<Record<string, number>> {
  const file = join(tmpdir(), `keyward-bench-${process.pid}.backup`);
  const seconds = (environment: Record<string, string>, ...args: string[]): number => {
    const start = performance.now();
    execFileSync(process.execPath, [COMMAND, ...args], {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    return rounded((performance.now() - start) / 1_000);
  };
  try {
    const backup_s = seconds({ DATABASE_URL: keyward.databaseUrl }, 'backup', file);
    const backup_mb = Math.round(statSync(file).size / MEGABYTE);
    const verify_s = seconds({}, 'backup', 'verify', file);
    if (licenses > RESTORED_LICENSES) {
      return { backup_s, backup_mb, verify_s };
    }
    const restore_s = seconds({ DATABASE_URL: await keyward.emptyDatabase() }, 'restore', file);
    return { backup_s, backup_mb, verify_s, restore_s };
  } finally {
    rmSync(file, { force: true });
  }
}

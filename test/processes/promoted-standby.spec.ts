import { execFileSync } from 'node:child_process';
import { appendFileSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../src/core/platform/embedded-postgres/embedded-postgres';
import { ReplicaReads } from '../../src/core/platform/database/replica-reads.service';
import { UnitOfWork } from '../../src/core/platform/database/unit-of-work';
import { readSettings } from '../../src/core/platform/config/read-settings';
import { addFirstRows } from '../../src/core/start/first-start';
import { prepareDatabase } from '../../src/core/start/prepare-database';
import { ADMIN_PASSWORD } from '../testkit/credentials';
import { onDatabase } from '../testkit/database';
import { running } from '../testkit/leftovers';
import { scratchFolder } from '../testkit/scratch';
import { TestServer } from '../testkit/server';
import { until } from '../testkit/until';
import { runCommand } from './command';

let primary: EmbeddedPostgres;
let standbyUrl: string;
/** Resolves when the standby accepts changes. */
let promoted: Promise<EmbeddedPostgres>;
let server: TestServer;
beforeAll(async () => {
  const folder = scratchFolder();
  // Last of all.
  running.add({ stop: () => rm(folder, { recursive: true, force: true }) });
  const [of, copy] = [join(folder, 'primary'), join(folder, 'standby')];
  await (await start(of, prepare)).stop();
  mkdirSync(copy);
  execFileSync('cp', ['--archive', join(of, 'pg'), copy]);
  primary = await start(of);
  const { hostname, username, password } = new URL(primary.url);
  const place = { host: decodeURIComponent(hostname), user: username, password, port: 5432 };
  const conninfo = Object.entries(place).map(([name, value]) => `${name}=''${value}''`);
  appendFileSync(join(copy, 'pg/postgresql.auto.conf'), `primary_conninfo = '${conninfo.join(' ')}'\n`);
  closeSync(openSync(join(copy, 'pg/standby.signal'), 'w'));
  promoted = start(copy);
  standbyUrl = primary.url.replace('%2Fprimary%2Fpg', '%2Fstandby%2Fpg');
  await until('the standby answers', () =>
    onDatabase(standbyUrl, 'SELECT 1').then(
      () => true,
      () => false,
    ),
  );
  server = await TestServer.start({ DATABASE_READ_URL: standbyUrl, ADMIN_PASSWORD }, primary.url);
  jest.replaceProperty(server.app.get(ReplicaReads), 'catchUpMs', 20_000);
});
afterAll(() => server.stop());

async function start(dataDir: string, work?: (url: string) => Promise<void>): Promise<EmbeddedPostgres> {
  const database = await startEmbeddedPostgres({ dataDir, durable: false });
  running.add(database);
  await work?.(database.url);
  return database;
}

function prepare(url: string): Promise<void> {
  const settings = readSettings({ ADMIN_PASSWORD });
  return prepareDatabase(url, new Date(), (manager) => addFirstRows(manager, settings, new Date(), () => undefined));
}

const lag = async (): Promise<number> => {
  server.clock.advance(1_000);
  await server.clock.settled();
  return server.app.get(ReplicaReads).lag ?? NaN;
};
const issue = (key: string) => server.asAdmin('POST', '/api/v1/licenses', { body: { product: 'v2-default', key } });
const keys = async (): Promise<string[]> =>
  (await server.asAdmin('GET', '/api/v1/licenses')).body.items.map(({ key }: { key: string }) => key);
const isReadFromStandby = (): Promise<boolean> =>
  server.app.get(ReplicaReads).run('current', async () => {
    const [{ isStandby }] = await server.app
      .get(UnitOfWork)
      .manager.query<[{ isStandby: boolean }]>('SELECT pg_is_in_recovery() AS "isStandby"');
    return isStandby;
  });
const findings = async () => {
  const urls = { DATABASE_URL: primary.url, DATABASE_READ_URL: standbyUrl };
  return /^database-read: .*/m.exec((await runCommand(['doctor'], urls)).output)?.[0];
};

it('reads from a standby, and no more once it is promoted', async () => {
  await issue('BEFORE-THE-PROMOTION');
  await until('the standby is measured', async () => (await lag()) < 2);
  expect(await isReadFromStandby()).toBe(true);
  await until('the standby has the license', async () => (await keys()).length > 0);
  expect(await keys()).toEqual(['BEFORE-THE-PROMOTION']);
  expect(await findings()).toBeUndefined();

  await onDatabase(standbyUrl, 'SELECT pg_promote()', `UPDATE licenses SET key = 'ONLY-IN-THE-PROMOTED'`);
  await promoted;
  expect(await keys()).toEqual(['BEFORE-THE-PROMOTION']);
  await until('the promotion is noticed', async () => (await lag()) === Infinity);
  await issue('AFTER-THE-PROMOTION');
  expect(await keys()).toEqual(['AFTER-THE-PROMOTION', 'BEFORE-THE-PROMOTION']);
  expect((await server.call('GET', '/health/ready')).status).toBe(200);
  expect(await findings()).toContain('such as a standby that was promoted: nothing is read there');
});

import { once } from 'node:events';
import type { PoolClient } from 'pg';
import type { ConnectionLimits } from '../../src/platform/database/connection-options';
import { freshDatabase, holdLocks } from '../support/database';
import { activate, issued, validate } from '../support/issue';
import { tally } from '../support/records';
import { type Answer, TestServer } from '../support/server';
import { SilentProxy } from '../support/silent-proxy';

/** As in production, but much more impatient. */
const LIMITS: Partial<ConnectionLimits> = {
  connections: 5,
  connect: 2_000,
  lock: 0,
  silence: { answer: 1_000, idle: 0, probe: 200, suspect: 300 },
};

const statuses = (answers: readonly Answer[]) => tally(answers.map(({ status }) => status));
const crowd = <T>(count: number, each: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => each(index)));

let proxy: SilentProxy;
let server: TestServer;
let directUrl: string;
let license: any;
beforeAll(async () => {
  directUrl = await freshDatabase();
  proxy = await SilentProxy.before(directUrl);
  server = await TestServer.start({}, proxy.url, LIMITS);
});
beforeEach(async () => {
  license = await issued(server);
  // As many connections as there may be.
  await crowd(20, () => validate(server, license.key));
});
afterAll(async () => {
  await server.stop();
  proxy.stop();
});

it('replaces the connections that are not in use, and nobody notices', async () => {
  proxy.silence();
  expect(statuses(await crowd(20, () => validate(server, license.key)))).toEqual({ 200: 20 });
});

it('tells those whose statement got lost to come back, and serves them then', async () => {
  const lock = await holdLocks(directUrl, `SELECT 1 FROM licenses WHERE uid = '${license.id}' FOR UPDATE`);
  const waiting = crowd(4, (index) => activate(server, license.key, `device ${index}`));
  await lockedOut(4);
  proxy.silence();
  await lock.end();
  for (const { status, headers, body } of await waiting) {
    expect([status, headers['retry-after'], body.error.code]).toEqual([503, '2', 'UNAVAILABLE']);
  }
  expect((await validate(server, license.key)).status).toBe(200);
});

it('answers in time while not even new connections are answered, and serves again once they are', async () => {
  proxy.silence({ newOnesToo: true });
  expect(statuses(await crowd(30, () => validate(server, license.key)))).toEqual({ 503: 30 });
  expect((await server.call('GET', '/health/ready')).status).toBe(503);
  expect((await server.call('GET', '/health')).status).toBe(200);
  proxy.open();
  expect(statuses(await crowd(20, () => validate(server, license.key)))).toEqual({ 200: 20 });
});

it('leaves a connection alone that waits for its own user', async () => {
  const runner = server.dataSource.createQueryRunner();
  const { connection } = (await runner.connect()) as PoolClient;
  await runner.query('SELECT 1');
  await once(connection.stream, 'timeout');
  expect(await runner.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await runner.release();
});

/** So many transactions wait for a lock. */
async function lockedOut(count: number): Promise<void> {
  const sql = `SELECT count(*)::integer AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  for (let waiting = 0; waiting < count;) {
    [{ n: waiting }] = await server.dataSource.query(sql);
  }
}

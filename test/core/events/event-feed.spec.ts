import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { Client, type Pool } from 'pg';
import type { Event } from '../../../sdk/src/generated/native';
import { Shutdown } from '../../../src/core/common/shutdown';
import { EventFeedService } from '../../../src/core/events/records/event-feed.service';
import { EventSequenceService } from '../../../src/core/events/records/event-sequence.service';
import { issued } from '../../testkit/issue';
import { single } from '../../testkit/rows';
import { TestServer } from '../../testkit/server';
import { until } from '../../testkit/until';

let server: TestServer;
let other: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
  other = await TestServer.start({}, server.databaseUrl);
  // Each log-in is an event.
  await Promise.all([server.adminToken(), other.adminToken()]);
});
afterEach(() => jest.restoreAllMocks());
afterAll(async () => {
  await other.stop();
  await server.stop();
});

const feed = (query: Record<string, string> = {}, node = server) =>
  node.asAdmin('GET', '/api/v1/events', { query: { order: 'oldest', ...query } });
/** After all events that are recorded now. */
const end = async (): Promise<string> => {
  const { items } = await server.sdk.audit.listEvents({ limit: 1 });
  return String(single(items).sequence);
};
const names = ({ body }: { body: { items: { type: string }[] } }) => body.items.map(({ type }) => type);
const waiters = (node = server): number => Reflect.get(node.app.get(EventFeedService), 'waiters');

const INSERT = `INSERT INTO events (name, target_type, target_id, data, at) VALUES ($1, 'tests', '1', '{}', now())`;

/** A transaction of its own, which records events when it is told to. */
async function writer() {
  const client = new Client({ connectionString: server.databaseUrl });
  await client.connect();
  await client.query('BEGIN');
  return {
    record: (name: string) => client.query(INSERT, [name]),
    commit: async () => {
      await client.query('COMMIT');
      await client.end();
    },
    undo: async () => {
      await client.query('ROLLBACK');
      await client.end();
    },
  };
}

it('lists an event that was recorded early and committed late after those that were committed before', async () => {
  const after = await end();
  const [slow, quick, undone] = [await writer(), await writer(), await writer()];
  await slow.record('slow.first');
  await undone.record('undone.never');
  await quick.record('quick.first');
  await quick.commit();
  const first = await feed({ after });
  expect(names(first)).toEqual(['quick.first']);

  await slow.record('slow.second');
  await slow.commit();
  await undone.undo();
  const second = await feed({ after: first.body.next });
  expect(names(second)).toEqual(['slow.first', 'slow.second']);
  const all = await feed({ after });
  expect(all.body.items).toEqual([...first.body.items, ...second.body.items]);
  const numbers = all.body.items.map(({ sequence }: { sequence: number }) => sequence);
  expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  expect(all.body.next).toBe(String(numbers.at(-1)));
});

it('shows two followers at two nodes each event once and in one order, while many write', async () => {
  const after = await end();
  const count = 12;
  let isOver = false;
  const follow = async (node: TestServer) => {
    const seen: Event[] = [];
    for (let next = after; ;) {
      const wasOver = isOver;
      const page = await node.sdk.audit.listEvents({ order: 'oldest', after: next, limit: 7 });
      seen.push(...page.items);
      next = String(page.next);
      if (wasOver && page.items.length === 0) {
        return seen;
      }
    }
  };
  const followers = [follow(server), follow(other)];
  const open: Awaited<ReturnType<typeof writer>>[] = [];
  for (let number = 0; number < count; number += 1) {
    const one = await writer();
    await one.record(`storm.number_${number}`);
    open.push(one);
    // Commits in another order than that of the ids.
    if (open.length === 5) {
      await Promise.all([open.splice(3, 1)[0]?.commit(), open.splice(1, 1)[0]?.commit()]);
    }
  }
  await Promise.all(open.map((one) => one.commit()));
  isOver = true;
  const [here, there] = await Promise.all(followers);
  expect(here).toHaveLength(count);
  expect(new Set(here?.map(({ type }) => type)).size).toBe(count);
  expect(there).toEqual(here);
});

it('shows a node what the other has just recorded, also in the order newest', async () => {
  const { id } = await issued(server);
  const { items } = await other.sdk.audit.listEvents({ limit: 1 });
  expect(items[0]).toMatchObject({ type: 'license.issued', target: { id } });
  expect(items[0]?.sequence).toBeGreaterThan(0);
});

it('filters, and goes on behind many events that do not match', async () => {
  const after = await end();
  await server.dataSource.query(
    `INSERT INTO events (name, target_type, target_id, data, at)
     SELECT 'many.recorded', 'tests', '1', '{}', now() FROM generate_series(1, 5100)`,
  );
  const { id } = await issued(server);
  const filter = { type: 'license.issued', target: `licenses:${id}` };
  const first = await feed({ after, ...filter });
  expect(first.body.items).toEqual([]);
  expect(Number(first.body.next)).toBeGreaterThan(Number(after));
  const second = await feed({ after: first.body.next, wait: '30', ...filter });
  expect(names(second)).toEqual(['license.issued']);
  expect(await server.sdk.audit.listEvents({ order: 'oldest', after: second.body.next, ...filter })).toEqual({
    items: [],
    next: second.body.next,
  });
});

it('shows all matching events of a long backlog, page by page', async () => {
  const count = 300;
  let after = await end();
  await server.dataSource.query(
    `INSERT INTO events (name, target_type, target_id, data, at)
     SELECT CASE WHEN n % 20 = 0 THEN 'wanted.recorded' ELSE 'other.recorded' END, 'tests', n::text, '{}', now()
     FROM generate_series(1, ${20 * count}) AS n`,
  );
  const seen: string[] = [];
  for (let isOver = false; !isOver;) {
    const { items, next } = await server.sdk.audit.listEvents({
      order: 'oldest',
      after,
      type: 'wanted.recorded',
      limit: 100,
    });
    seen.push(...items.map(({ target }) => target.id));
    isOver = next === after;
    after = String(next);
  }
  expect(seen).toEqual(Array.from({ length: count }, (_, n) => String(20 * (n + 1))));
});

describe('a waiting request', () => {
  it('is answered when an event is committed at its node', async () => {
    const after = await end();
    const waiting = feed({ after, wait: '30' });
    await until('it waits', () => waiters() === 1);
    await issued(server);
    expect(names(await waiting)).toEqual(['license.issued']);
    expect(waiters()).toBe(0);
  });

  it('is answered when an event is committed at another node', async () => {
    const feedOfOther = other.app.get(EventFeedService);
    expect(feedOfOther.pollMs).toBe(1_000);
    jest.replaceProperty(feedOfOther, 'pollMs', 20);
    const after = await end();
    const waiting = feed({ after, wait: '30' }, other);
    await until('it waits', () => waiters(other) === 1);
    await issued(server);
    expect(names(await waiting)).toEqual(['license.issued']);
  });

  it('holds no connection', async () => {
    const after = await end();
    const waiting = Array.from({ length: 30 }, () => feed({ after, wait: '30' }));
    await until('all wait', () => waiters() === 30);
    const { master: pool } = server.dataSource.driver as unknown as { master: Pool };
    await until('all connections are idle', () => pool.totalCount === pool.idleCount && pool.waitingCount === 0);
    await issued(server);
    expect((await Promise.all(waiting)).map(names)).toEqual(waiting.map(() => ['license.issued']));
  });

  it('ends without an event after the wait', async () => {
    const after = await end();
    jest.replaceProperty(server.app.get(EventFeedService), 'pollMs', 10);
    const start = process.uptime() * 1_000;
    const time = jest.spyOn(performance, 'now').mockReturnValue(start);
    const waiting = server.sdk.audit.listEvents({ order: 'oldest', after, wait: 30 });
    await until('it waits', () => waiters() === 1);
    time.mockReturnValue(start + 29_999);
    const reads = jest.spyOn(server.app.get(EventSequenceService), 'catchUp');
    await until('it has looked for events again', () => reads.mock.calls.length >= 3);
    expect(waiters()).toBe(1);
    time.mockReturnValue(start + 30_000);
    expect(await waiting).toEqual({ items: [], next: after });
  });

  it('is refused beyond a hundred', async () => {
    const after = await end();
    Reflect.set(server.app.get(EventFeedService), 'waiters', 97);
    const waiting = Array.from({ length: 3 }, () => feed({ after, wait: '30' }));
    await until('all wait', () => waiters() === 100);
    const refused = await feed({ after, wait: '30' });
    expect(refused).toMatchObject({ status: 503, body: { error: { code: 'UNAVAILABLE' } } });
    expect(refused.headers['retry-after']).toBe('1');
    expect((await feed({ after })).status).toBe(200);
    await issued(server);
    await Promise.all(waiting);
    expect(waiters()).toBe(97);
    Reflect.set(server.app.get(EventFeedService), 'waiters', 0);
  });

  it('ends when the client hangs up', async () => {
    // Not by looking for events the next time.
    jest.replaceProperty(server.app.get(EventFeedService), 'pollMs', 60_000);
    const url = await server.listen();
    const after = await end();
    const authorization = `Bearer ${await server.adminToken()}`;
    const request = get(`${url}/api/v1/events?order=oldest&wait=30&after=${after}`, { headers: { authorization } });
    request.on('error', () => undefined);
    await until('it waits', () => waiters() === 1);
    request.destroy();
    await until('it has ended', () => waiters() === 0);
  });
});

it('accepts its defaults', async () => {
  await issued(server);
  const defaults = { limit: '20', order: 'newest', wait: '0' };
  const { status, body } = await server.asAdmin('GET', '/api/v1/events', { query: defaults });
  expect([status, body]).toEqual([200, await server.sdk.audit.listEvents()]);
});

it.each([
  [{ order: 'oldest', after: 'MTI' }, 'after'],
  [{ order: 'oldest', after: '-1' }, 'after'],
  [{ order: 'oldest', after: '99999999999999999999' }, 'after'],
  [{ after: '12' }, 'after'],
  [{ wait: '5' }, 'wait'],
  [{ order: 'oldest', wait: '31' }, 'wait'],
  [{ order: 'oldest', wait: '1.5' }, 'wait'],
  [{ order: 'sideways' }, 'order'],
])('refuses %j', async (query: Record<string, string>, field) => {
  const { status, body } = await server.asAdmin('GET', '/api/v1/events', { query });
  expect(status).toBe(400);
  expect(body.error.details).toEqual([expect.objectContaining({ field })]);
});

it('finds the place of a request by an index', async () => {
  // Few rows would be read without an index.
  const explained = (sql: string) =>
    server.dataSource.transaction(async (manager) => {
      await manager.query('SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off');
      return JSON.stringify(await manager.query(`EXPLAIN ${sql}`));
    });
  const place = 'COALESCE(sequence, id)';
  const plans = [
    await explained(`SELECT * FROM events WHERE ${place} > 5000 ORDER BY ${place} LIMIT 20`),
    await explained('SELECT at, id FROM events WHERE sequence = 0 ORDER BY id LIMIT 1000'),
  ];
  for (const plan of plans) {
    expect(plan).toContain('Index Scan');
    expect(plan).not.toMatch(/Seq Scan|Sort +\(/);
  }
});

it('lists events of an earlier version, which have no numbers, before all others', async () => {
  await server.dataSource.query('DELETE FROM events');
  await server.dataSource.query(
    `INSERT INTO events (name, target_type, target_id, data, at, sequence)
     SELECT 'earlier.recorded', 'tests', '1', '{}', now(), NULL FROM generate_series(1, 3)`,
  );
  await server.dataSource.query(`UPDATE events SET sequence = NULL`);
  // As the migration does.
  await server.dataSource.query(`SELECT setval('events_sequence_seq', (SELECT max(id) FROM events))`);
  const earlier = await server.dataSource.query(`SELECT id, name FROM events ORDER BY id`);
  await issued(server);
  const first = await feed({ limit: '2' });
  const second = await feed({ after: first.body.next });
  const all = [...first.body.items, ...second.body.items];
  expect(all.slice(0, earlier.length).map(({ sequence, type }) => ({ id: sequence, name: type }))).toEqual(earlier);
  expect(all.slice(earlier.length).map(({ type }) => type)).toEqual(['license.issued']);
  expect(all[earlier.length].sequence).toBeGreaterThan(earlier.at(-1).id);
});

/** The last one: it ends the other node. */
it('a waiting request ends when the server stops', async () => {
  const url = await other.listen();
  const authorization = `Bearer ${await other.adminToken()}`;
  const { next } = await other.sdk.audit.listEvents({ order: 'oldest' });
  const headers = { authorization, connection: 'close' };
  const request = get(`${url}/api/v1/events?order=oldest&wait=30&after=${String(next)}`, { headers });
  await until('it waits', () => waiters(other) === 1);
  other.app.get(Shutdown).begin();
  const [answer] = (await once(request, 'response')) as [IncomingMessage];
  expect(answer.statusCode).toBe(200);
  answer.resume();
});

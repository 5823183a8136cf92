import { Client } from 'pg';
import { ADMIN_PASSWORD } from '../testkit/credentials';
import { freshDatabase } from '../testkit/database';
import { until } from '../testkit/until';
import { WebhookListener } from '../testkit/webhook-listener';
import { StatementTrap } from './kill-moments';
import { Program } from './program';

/** Each test kills this server and starts the next one on the same data. */
let program: Program;
let client: Client;
let settings: Record<string, string>;
beforeAll(() => Program.build());
beforeAll(async () => {
  settings = { DATABASE_URL: await freshDatabase('killed'), WEBHOOK_ALLOW_PRIVATE: '1' };
  client = new Client({ connectionString: settings.DATABASE_URL });
  await client.connect();
  program = await Program.start(settings);
});
afterAll(async () => {
  await Program.endAll();
  await client.end();
});

it('delivers every event of a server that was killed between commit and delivery', async () => {
  const listener = await WebhookListener.start();
  const authorization = await program.logIn(ADMIN_PASSWORD);
  const hook = { url: listener.urlOf(), events: ['license.issued'] };
  const { status: created, body: webhook } = await program.call('POST', '/api/v1/webhooks', hook, authorization);
  expect(created).toBe(201);

  // Some are under way, some are in the queue, and some have not even a number when the server dies.
  listener.answers(() => undefined);
  const keys: string[] = [];
  for (let number = 0; number < 25; number += 1) {
    const license = { product: 'v2-default' };
    const { status, body } = await program.call('POST', '/api/v1/licenses', license, authorization);
    expect(status).toBe(201);
    keys.push(body.key);
  }
  await until('some are under way', () => listener.received.length > 0);
  await client.query('BEGIN; LOCK TABLE webhook_deliveries IN SHARE MODE');
  const last = await program.call('POST', '/api/v1/licenses', { product: 'v2-default' }, authorization);
  keys.push(last.body.key);
  await program.end('SIGKILL');
  await client.query('ROLLBACK');
  await client.query(`UPDATE webhook_deliveries SET due_at = now() WHERE status = 'pending'`);

  listener.answers((response) => void response.writeHead(200).end());
  listener.received.length = 0;
  program = await Program.start(settings);
  const arrived = () =>
    new Set(listener.received.map(({ body }) => 'license_key' in body.data && body.data.license_key));
  await until('all have arrived', () => arrived().size === keys.length);
  expect([...arrived()].sort()).toEqual([...keys].sort());
  // Those of the tests below have no listener.
  expect((await program.call('DELETE', `/api/v1/webhooks/${webhook.id}`, undefined, authorization)).status).toBe(204);
});

describe('a meter', () => {
  const CALLS = 120;
  const CLIENTS = 8;
  const amountOf = (index: number): number => (index % 5) + 1;
  const all = Array.from({ length: CALLS }, (_, index) => index);
  const sumOf = (indexes: readonly number[]): number => indexes.reduce((sum, index) => sum + amountOf(index), 0);

  it('counts every use once that was repeated after a kill, and loses none that was answered', async () => {
    await program.issue(ADMIN_PASSWORD, { key: 'METERED' });
    await client.query(GRANT);

    const answered = { keyed: new Set<number>(), plain: new Set<number>() };
    const call = async (node: Program, meter: 'keyed' | 'plain', index: number): Promise<void> => {
      const body = { license_key: 'METERED', meter, amount: amountOf(index) };
      const headers: Record<string, string> = meter === 'keyed' ? { 'idempotency-key': `use-${index}` } : {};
      if ((await node.call('POST', '/api/v1/usage', body, headers)).status === 200) {
        answered[meter].add(index);
      }
    };
    const killed = program;
    const useFrom = async (first: number): Promise<void> => {
      for (let index = first; index < CALLS; index += CLIENTS) {
        await Promise.allSettled([call(killed, 'keyed', index), call(killed, 'plain', index)]);
        if (answered.keyed.size > 5 && answered.plain.size > 5) {
          killed.signal('SIGKILL');
        }
      }
    };
    await Promise.all(Array.from({ length: CLIENTS }, (_, first) => useFrom(first)));
    await killed.ended;
    expect(answered.keyed.size).toBeLessThan(CALLS);

    program = await Program.start(settings);
    for (const index of all) {
      await call(program, 'keyed', index);
    }
    expect(answered.keyed.size).toBe(CALLS);
    const { rows } = await client.query(BALANCES);
    const used = Object.fromEntries(rows.map(({ code, used: amount }) => [code, Number(amount)]));
    expect(used.keyed).toBe(sumOf(all));
    expect(used.plain).toBeGreaterThanOrEqual(sumOf([...answered.plain]));
    expect(used.plain).toBeLessThanOrEqual(sumOf(all));
  });

  const GRANT = `
    WITH declared AS (
      INSERT INTO meters (product_id, code, name, kind, created_at, updated_at)
      SELECT product_id, code, code, 'consumed', now(), now()
      FROM licenses, unnest(ARRAY['keyed', 'plain']) AS code WHERE key = 'METERED' RETURNING id, code
    )
    UPDATE licenses SET resolved = jsonb_build_object('meters', (
      SELECT jsonb_object_agg(code, jsonb_build_object('id', id, 'kind', 'consumed', 'limit', null, 'period', 'none',
        'anchor', 'calendar', 'overage_percent', 0, 'from', 'license')) FROM declared
    )) WHERE key = 'METERED'
  `;

  const BALANCES = `SELECT m.code, b.used FROM meter_balances b JOIN meters m ON m.id = b.meter_id`;
});

describe('a change of policies', () => {
  /** Changed in one transaction. */
  const STEP = 1000;
  const LICENSES = STEP + 200;

  it('goes on after a kill in its second step, and changes each license once', async () => {
    const admin = await program.logIn(ADMIN_PASSWORD);
    const killed = program;
    const post = (path: string, body: object) => killed.call('POST', `/api/v1/${path}`, body, admin);
    expect((await post('products', { reference: 'changed', name: 'Changed' })).status).toBe(201);
    for (const count of [STEP, LICENSES - STEP]) {
      expect((await post('licenses/batch', { product: 'changed', count })).status).toBe(201);
    }
    const { body: policy } = await post('policies', { name: 'New', max_activations: 9, duration_days: 30 });
    const sent = { policy: policy.id, filter: { product: 'changed' }, expiry: 'restart' };
    const trap = new StatementTrap(client);
    const secondStep = { table: 'policy_changes', at: 'BEFORE UPDATE', when: 'OLD.done > 0' } as const;
    await trap.set(secondStep);
    const { body: change } = await post('licenses/change-policy', sent);
    const progress = async () => (await client.query('SELECT * FROM policy_changes')).rows[0];

    await trap.reached();
    await killed.end('SIGKILL');
    await trap.release(secondStep);
    expect(Number((await progress()).done)).toBe(STEP);
    expect(await changedLicenses()).toEqual({ changed: STEP, events: STEP, dates: 1 });

    // As if the kill were some minutes ago: a change that goes on elsewhere is left alone.
    await client.query(`UPDATE policy_changes SET continued_at = continued_at - interval '5 minutes'`);
    program = await Program.start(settings);
    await until('the change is finished', async () => (await progress()).finished_at !== null);
    const { body } = await program.call('GET', `/api/v1/policy-changes/${change.id}`, undefined, admin);
    expect(body).toMatchObject({ status: 'finished', done: LICENSES, changed: LICENSES });
    expect(await changedLicenses()).toEqual({ changed: LICENSES, events: LICENSES, dates: 1 });
  });

  async function changedLicenses(): Promise<object> {
    const { rows } = await client.query(`
      SELECT count(*)::integer AS changed, count(DISTINCT expires_at)::integer AS dates,
        (SELECT count(*)::integer FROM events WHERE name = 'license.policy_changed') AS events
      FROM licenses WHERE max_activations = 9`);
    return rows[0];
  }
});

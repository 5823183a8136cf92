import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { Program } from '../processes/program';
import { holdLocks, onDatabase } from '../testkit/database';
import { LoadOnPair } from '../support/load-on-pair';
import { type DatabaseNode, DatabasePair } from '../support/patroni';
import { sampleOf } from '../testkit/sample';
import { until } from '../testkit/until';

type Act = (node: DatabaseNode) => unknown;

const CUSTOMERS = 4;
/** Licenses whose whole life passes before and after each failure. */
const LICENSES = 10;
const PASSWORD = 'the first admin of the pair';
/** Sent to a node, ten a second, from the promotion of the standby to the node's first verdict. */
const MOST_PROBES_TO_VERDICT = 100;
/** Sent to a node from the promotion of the standby to the last answer, other than a verdict, from the former primary. */
const MOST_PROBES_TO_OUTDATED = 20;
const MAX_LAG_S = 2;
/** Changes that are read at once. */
const ROUNDS = 20;

let folder: string;
let pair: DatabasePair;
/** With both hosts in DATABASE_URL, and behind HAProxy. */
let nodes: readonly [Program, Program];
let load: LoadOnPair;
const figures: object[] = [];
/** As of `performance.now()`. */
const promotions: number[] = [];

beforeAll(() => Program.build());
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keyward-pair-'));
  pair = await DatabasePair.start(folder);
  const primary = await pair.primary();
  await onDatabase(primary.urlOf('postgres'), `CREATE ROLE keyward LOGIN PASSWORD 'keyward'`);
  await onDatabase(primary.urlOf('postgres'), 'CREATE DATABASE keyward OWNER keyward');
  const at = (hosts: string) => `postgres://keyward:keyward@${hosts}/keyward`;
  const hosts = pair.nodes.map(({ postgres }) => postgres.host).join(',');
  const settings = { ADMIN_PASSWORD: PASSWORD, LOG_LEVEL: 'error' };
  nodes = [
    await Program.start({
      ...settings,
      DATABASE_URL: `${at(hosts)}?target_session_attrs=read-write`,
      DATABASE_READ_URL: `${at(hosts)}?target_session_attrs=standby`,
      DATABASE_READ_MAX_LAG_S: String(MAX_LAG_S),
    }),
    await Program.start({ ...settings, DATABASE_URL: at(pair.proxyHost) }),
  ];
  load = new LoadOnPair(nodes, await nodes[0].logIn(PASSWORD));
  await load.start(CUSTOMERS);
});
afterAll(async () => {
  await load.abandon();
  await Program.endAll();
  await pair.remove();
  rmSync(folder, { recursive: true, force: true });
  process.stdout.write(`${figures.map((each) => JSON.stringify(each)).join('\n')}\n`);
});

/** Waits for licenses that were issued after now. */
async function served(): Promise<void> {
  const wanted = load.licenses.length + LICENSES;
  await until(`${LICENSES} customers are served`, () => load.licenses.length >= wanted);
}

/** The last instant at which the server was a standby. */
async function lastInRecovery(standby: DatabaseNode): Promise<number> {
  const client = new Client({ connectionString: standby.urlOf('keyward') });
  await client.connect();
  let last = performance.now();
  await until('the standby is the primary', async () => {
    const asked = performance.now();
    const { rows } = await client.query('SELECT pg_is_in_recovery() AS yes');
    last = rows[0].yes ? asked : last;
    return !rows[0].yes;
  });
  await client.end();
  return last;
}

async function lag(): Promise<number> {
  const metrics = await (await fetch(`${nodes[0].url}/metrics`)).text();
  return Number(/^keyward_replica_lag_seconds (\S+)$/m.exec(metrics)?.[1]?.replace('+Inf', 'Infinity'));
}

/** Reads of the table of licenses that the standby has counted. */
async function readsOf(standby: DatabaseNode): Promise<number> {
  const statement = `SELECT seq_scan + idx_scan AS reads FROM pg_stat_user_tables WHERE relname = 'licenses'`;
  const client = new Client({ connectionString: standby.urlOf('keyward') });
  await client.connect();
  const { rows } = await client.query(statement);
  await client.end();
  return Number(rows[0].reads);
}

it('lists and finds on the standby what was changed at another node a moment before', async () => {
  const standby = pair.other(await pair.primary());
  const admin = await nodes[0].logIn(PASSWORD);
  const read = async (path: string): Promise<string> => {
    const { status, body } = await nodes[0].call('GET', `/api/v1/${path}`, undefined, admin);
    return `${status} ${JSON.stringify(body)}`;
  };
  const changeAndRead = async (key: string): Promise<void> => {
    const license = { product: 'v2-default', key };
    expect((await nodes[1].call('POST', '/api/v1/licenses', license, admin)).status).toBe(201);
    expect(await read('licenses?limit=50')).toContain(key);
    expect(await read(`search?q=${key}`)).toContain(`"${key}"`);
  };
  await until('the standby is young', async () => (await lag()) < MAX_LAG_S);
  const readsBefore = await readsOf(standby);
  for (let round = 0; round < ROUNDS; round++) {
    await changeAndRead(`ROUND-${round}-END`);
  }
  await until('the standby has served them', async () => (await readsOf(standby)) >= readsBefore + ROUNDS);

  // The standby cannot replay the lock of a table that somebody reads there. Patroni would end a pause of the replay.
  const reader = await holdLocks(standby.urlOf('keyward'), 'SELECT count(*) FROM app_bundles');
  await onDatabase((await pair.primary()).urlOf('keyward'), 'BEGIN', 'LOCK TABLE app_bundles', 'COMMIT');
  expect(await lag()).toBeLessThan(MAX_LAG_S);
  await changeAndRead('BEHIND-A-LITTLE');
  await served();
  await until('the standby is old', async () => (await lag()) > MAX_LAG_S);
  await changeAndRead('FAR-BEHIND');
  const missing = `SELECT 1 / count(*) FROM licenses WHERE key = 'BEHIND-A-LITTLE'`;
  await expect(onDatabase(standby.urlOf('keyward'), missing)).rejects.toThrow('division by zero');
  await reader.end();
  await until('the standby is young again', async () => (await lag()) < MAX_LAG_S);
  await changeAndRead('TOGETHER-AGAIN');
});

const FAILURES: readonly [string, Act, Act, { atOnce: boolean }?][] = [
  ['is killed', (node) => node.kill(), (node) => pair.restart(node)],
  ['is frozen', (node) => node.freeze(), (node) => node.thaw()],
  ['is frozen and wakes when it is replaced', (node) => node.freeze(), (node) => node.thaw(), { atOnce: true }],
  ['has a frozen Patroni', (node) => node.freezePatroni(), (node) => node.thaw()],
  ['is cut off', (node) => node.cutOff(), (node) => node.reconnect()],
];

it.each(sampleOf(FAILURES, 3, 'failures'))(
  'checks again at both nodes soon after the primary %s, which rejoins as standby',
  async (failure, fail, mend, { atOnce } = { atOnce: false }) => {
    await served();
    const former = await pair.primary();
    const standby = pair.other(former);
    const failedAt = performance.now();
    await fail(former);
    const promotedAt = await lastInRecovery(standby);
    promotions.push(promotedAt);
    if (atOnce) {
      await mend(former);
    }
    const verdicts = nodes.map((node) => () => load.firstVerdict(node, promotedAt));
    await until('both nodes check again', () => verdicts.every((first) => first()));
    const answered = verdicts.map((first) => first()?.answeredAt ?? 0);
    const probes = nodes.map((node, index) => load.probesBetween(node, promotedAt, answered[index] ?? 0));
    await served();
    if (!atOnce) {
      await mend(former);
    }
    await pair.isWhole();
    const rejoinedAt = performance.now();

    figures.push({
      primary: failure,
      'promoted after s': seconds(promotedAt - failedAt),
      'first verdict, two hosts, after s': seconds((answered[0] ?? 0) - promotedAt),
      'first verdict, HAProxy, after s': seconds((answered[1] ?? 0) - promotedAt),
      'whole again after s': seconds(rejoinedAt - failedAt),
    });
    expect(await pair.primary()).toBe(standby);
    for (const sent of probes) {
      expect(sent).toBeGreaterThan(0);
      expect(sent).toBeLessThan(MOST_PROBES_TO_VERDICT);
    }
  },
);

function seconds(ms: number): number {
  return Math.round(ms / 100) / 10;
}

/** Time since the last promotion, and probes that were sent to a node since then. */
function ageOf(instant: number): { ms: number; probes: number } {
  const promotedAt = promotions.filter((promotion) => promotion <= instant).at(-1);
  return promotedAt === undefined
    ? { ms: Infinity, probes: Infinity }
    : { ms: instant - promotedAt, probes: load.probesBetween(nodes[0], promotedAt, instant) };
}

it('has lost nothing that was answered, and answered nothing wrong', async () => {
  await served();
  await load.stop();
  expect(load.wrong.slice(0, 5)).toEqual([]);
  const ages = load.outdated.map(({ at, answer }) => ({ ...ageOf(at), answer }));
  expect(ages.filter(({ probes }) => probes > MOST_PROBES_TO_OUTDATED).slice(0, 5)).toEqual([]);
  const client = new Client({ connectionString: (await pair.primary()).urlOf('keyward') });
  await client.connect();
  const { rows: licenses } = await client.query(
    `SELECT l.key, l.revoked_at IS NOT NULL AS "isRevoked",
            (SELECT count(*)::integer FROM activations a WHERE a.license_id = l.id AND a.deactivated_at IS NULL) AS seats
     FROM licenses l WHERE l.key LIKE 'CUSTOMER-%' ORDER BY l.key`,
  );
  const { rows: checks } = await client.query(
    `SELECT made FROM unnest($1::text[]) AS made WHERE NOT EXISTS (SELECT FROM verifications WHERE app_version = made)`,
    [load.checks],
  );
  await client.end();
  const known = load.licenses.map(({ key, devices, isRevoked }) => ({ key, isRevoked, seats: devices.length }));
  expect(licenses).toEqual(known.sort((a, b) => (a.key < b.key ? -1 : 1)));
  expect(checks).toEqual([]);
  figures.push({
    licenses: licenses.length,
    checks: load.checks.length,
    verdicts: load.verdicts.length,
    lost: 0,
    'answers from a former primary': ages.length,
    'until s': seconds(Math.max(0, ...ages.map(({ ms }) => ms))),
  });
});

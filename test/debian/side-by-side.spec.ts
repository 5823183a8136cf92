import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { Program, type Reply } from '../processes/program';
import { ADMIN_PASSWORD } from '../testkit/credentials';
import { emptyDatabase, onDatabase } from '../testkit/database';
import { buildFormerRelease } from '../support/former-release';
import { running } from '../testkit/leftovers';
import { until } from '../testkit/until';

const CLIENTS = 4;
/** Lives of licenses before each step. */
const LIVES = 25;
const LIMIT_MS = 60_000;
/** Troubles that a failing test shows. */
const SHOWN = 5;

let former: string;
beforeAll(() => Program.build());
beforeAll(() => {
  former = mkdtempSync(join(tmpdir(), 'keyward former '));
  buildFormerRelease(former);
});
afterEach(() => Program.endAll());
afterAll(() => rmSync(former, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));

const TABLES = [
  'licenses',
  'activations',
  'verifications',
  'events',
  'audit_entries',
  'products',
  'policies',
  'api_keys',
  'users',
];

/** Changes that no release knows yet: what a later one adds and stores. */
const LATER = [
  ...TABLES.map((table) => `ALTER TABLE ${table} ADD COLUMN later varchar(9) NOT NULL DEFAULT ''`),
  'ALTER TABLE users ALTER COLUMN username TYPE varchar(500)',
  'CREATE INDEX CONCURRENTLY licenses_later ON licenses (later, id)',
  `INSERT INTO migrations (timestamp, name, version, oldest_release) VALUES (9000000000000, 'Later9000000000000', '9.0.0', '0.0.0')`,
  `INSERT INTO settings (name, value, updated_at) VALUES ('later_setting', '1', now())`,
  `INSERT INTO events (name, target_type, target_id, data, at) VALUES ('later.happened', 'laters', '1', '{}', now())`,
  `INSERT INTO audit_entries (actor_type, actor, action, target_type, target_id, at)
   VALUES ('system', 'system', 'later.happened', 'laters', '1', now())`,
  `SELECT graphile_worker.add_job('later-job')`,
  `NOTIFY keyward_changes, 'later_cache'`,
];

/** Vendors and devices behind a balancer: each call goes to any of the nodes that serve. */
class Traffic {
  serving: readonly Program[] = [];
  /** Answers that were refused or wrong, and calls without an answer. */
  readonly troubles: string[] = [];
  readonly acknowledged = { issued: 0, activated: 0, checked: 0 };
  private lives = 0;
  private calls = 0;
  private isStopped = false;
  private clients: Promise<unknown> | undefined;

  constructor(
    private readonly admin: { authorization: string },
    private readonly systemKey: string,
  ) {}

  start(): void {
    running.add(this);
    this.clients = Promise.all(Array.from({ length: CLIENTS }, () => this.run()));
  }

  /** Waits for this many further lives. */
  async more(lives: number): Promise<void> {
    const wanted = this.lives + lives;
    await until(`${lives} more licenses are used`, () => this.lives >= wanted, { limitMs: LIMIT_MS });
  }

  async stop(): Promise<void> {
    running.delete(this);
    this.isStopped = true;
    await this.clients;
  }

  private async run(): Promise<void> {
    while (!this.isStopped) {
      await this.live();
      this.lives += 1;
    }
  }

  /** A license from its issue to the end of its only device. */
  private async live(): Promise<void> {
    const issue = await this.ask(
      'issue',
      '/api/v1/licenses',
      { product: 'v2-default', max_activations: 1 },
      this.admin,
    );
    const { key } = issue.body;
    if (!this.expects('issue', issue, issue.status === 201)) {
      return;
    }
    this.acknowledged.issued += 1;
    const device = { license_key: key, hardware_id: 'desk' };
    const activated = await this.ask('activate', '/api/v1/activate', device);
    this.acknowledged.activated += this.expects('activate', activated, activated.status === 201);
    await this.check(device, true);
    const second = await this.ask('activate another', '/api/v1/activate', { ...device, hardware_id: 'laptop' });
    this.expects('activate another', second, second.status === 409);
    const deactivated = await this.ask('deactivate', '/api/v1/deactivate', device);
    this.expects('deactivate', deactivated, deactivated.status === 200);
    await this.check(device, false);
  }

  /** By the native API, a dialect and, of an active device, a heartbeat. */
  private async check(device: { license_key: string; hardware_id: string }, isActive: boolean): Promise<void> {
    const { license_key, hardware_id: hardware_hash } = device;
    const app_version = 'side by side';
    const validated = await this.ask('validate', '/api/v1/validate', { ...device, app_version });
    const isRight = validated.status === 200 && validated.body.valid === isActive;
    this.acknowledged.checked += this.expects('validate', validated, isRight);
    const verify = { license_key, hardware_hash, app_version };
    const verified = await this.ask('verify', '/api/license/verify', verify, { 'x-api-key': this.systemKey });
    this.acknowledged.checked += this.expects('verify', verified, verified.body.valid === isActive);
    if (isActive) {
      const heartbeat = await this.ask('heartbeat', '/api/v1/heartbeat', { ...device, app_version });
      this.acknowledged.checked += this.expects('heartbeat', heartbeat, heartbeat.status === 200);
    }
  }

  private async ask(what: string, path: string, body: object, headers?: Record<string, string>): Promise<Reply> {
    const node = this.serving[this.calls++ % this.serving.length];
    try {
      if (!node) {
        throw new Error('no node serves');
      }
      return await node.call('POST', path, body, headers);
    } catch (error) {
      this.troubles.push(`${what}: no answer: ${String(error)}`);
      return { status: 0, headers: new Headers(), body: {} };
    }
  }

  /** Returns 1 if the answer is right. */
  private expects(what: string, { status, body }: Reply, isRight: boolean): number {
    if (!isRight && status > 0) {
      this.troubles.push(`${what}: ${status} ${JSON.stringify(body)}`);
    }
    return isRight ? 1 : 0;
  }
}

async function recorded(url: string) {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query(
      `SELECT (SELECT count(*)::integer FROM licenses) AS issued,
              (SELECT count(*)::integer FROM events WHERE name = 'license.activated') AS activated,
              (SELECT count(*)::integer FROM verifications WHERE app_version = 'side by side') AS checked,
              (SELECT count(*)::integer FROM graphile_worker.jobs WHERE task_identifier = 'later-job' AND attempts = 0) AS kept`,
    );
    return rows[0];
  } finally {
    await client.end();
  }
}

it('serves during an upgrade and on the way back: nothing is refused, and nothing lost', async () => {
  const url = await emptyDatabase('side_by_side');
  // Nodes serve a little longer than the balancer sends them requests.
  const settings = { DATABASE_URL: url, ADMIN_PASSWORD, SHUTDOWN_DELAY_MS: '500' };
  const startFormer = () => Program.start(settings, undefined, [join(former, 'scripts/start.mjs')]);
  const ended = { code: 0, signal: null };

  const first = await startFormer();
  const admin = await first.logIn(ADMIN_PASSWORD);
  const traffic = new Traffic(admin, first.systemKey ?? '');
  traffic.serving = [first];
  traffic.start();
  await traffic.more(LIVES);

  const present = await Program.start(settings);
  traffic.serving = [first, present];
  await traffic.more(LIVES);
  await onDatabase(url, ...LATER);
  await traffic.more(LIVES);

  traffic.serving = [present];
  expect(await first.end('SIGTERM')).toEqual(ended);
  await traffic.more(LIVES);

  const second = await startFormer();
  traffic.serving = [present, second];
  await traffic.more(LIVES);

  traffic.serving = [second];
  expect(await present.end('SIGTERM')).toEqual(ended);
  await traffic.more(LIVES);
  await traffic.stop();
  for (const path of ['settings', 'events', 'audit']) {
    const read = await second.call('GET', `/api/v1/${path}`, undefined, admin);
    expect([path, read.status]).toEqual([path, 200]);
  }

  expect(await second.end('SIGTERM')).toEqual(ended);
  const failures = [first, present, second]
    .flatMap(({ log }) => log.text.split('\n'))
    .filter((line) => /"level":[56]0/.test(line));
  expect({ failures: failures.slice(0, SHOWN), troubles: traffic.troubles.slice(0, SHOWN) }).toEqual({
    failures: [],
    troubles: [],
  });
  expect(await recorded(url)).toEqual({ ...traffic.acknowledged, kept: 1 });
});

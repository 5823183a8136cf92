import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { BUILD_LIMIT_MS, Program, type Reply } from '../boot/program';
import { ADMIN_PASSWORD } from '../support/credentials';
import { emptyDatabase } from '../support/database';
import { buildFormerRelease } from '../support/former-release';
import { until } from '../support/until';

const CLIENTS = 4;
/** Lives of licenses before each step. */
const LIVES = 25;
const LIMIT_MS = 60_000;
/** Troubles that a failing test shows. */
const SHOWN = 5;

jest.setTimeout(240_000);

let former: string;
beforeAll(() => Program.build(), BUILD_LIMIT_MS);
beforeAll(() => {
  former = mkdtempSync(join(tmpdir(), 'keyward former '));
  buildFormerRelease(former);
}, BUILD_LIMIT_MS);
afterEach(() => Program.endAll());
afterAll(() => rmSync(former, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));

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
    this.clients = Promise.all(Array.from({ length: CLIENTS }, () => this.run()));
  }

  /** Waits for this many further lives. */
  async more(lives: number): Promise<void> {
    const wanted = this.lives + lives;
    await until(`${lives} more licenses are used`, () => this.lives >= wanted, { limitMs: LIMIT_MS });
  }

  async stop(): Promise<void> {
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
              (SELECT count(*)::integer FROM verifications WHERE app_version = 'side by side') AS checked`,
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
  const startFormer = () => Program.start(settings, undefined, former);
  const ended = { code: 0, signal: null };

  const first = await startFormer();
  const traffic = new Traffic(await first.logIn(ADMIN_PASSWORD), first.systemKey ?? '');
  traffic.serving = [first];
  traffic.start();
  await traffic.more(LIVES);

  const present = await Program.start(settings);
  traffic.serving = [first, present];
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

  expect(await second.end('SIGTERM')).toEqual(ended);
  const failures = [first, present, second]
    .flatMap(({ log }) => log.text.split('\n'))
    .filter((line) => /"level":[56]0/.test(line));
  expect({ failures: failures.slice(0, SHOWN), troubles: traffic.troubles.slice(0, SHOWN) }).toEqual({
    failures: [],
    troubles: [],
  });
  expect(await recorded(url)).toEqual(traffic.acknowledged);
});

import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emptyDatabase } from '../testkit/database';
import { freePort } from '../support/free-port';
import { portsOf } from '../support/process-tree';
import { SilentProxy } from '../support/silent-proxy';
import { until } from '../testkit/until';
import { Load } from './load';
import { Program } from './program';

const PASSWORD = 'a password for the first start';

let base: string;
let program: Program;
let address = 0;

beforeAll(() => Program.build());
beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'keyward workers '));
  // The account that PostgreSQL runs under needs access to its folder.
  chmodSync(base, 0o711);
  program = await start();
});
afterAll(async () => {
  await Program.endAll();
  rmSync(base, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

const settingsWith = (settings: Record<string, string>) => ({
  DATA_DIR: join(base, 'data'),
  ADMIN_PASSWORD: PASSWORD,
  WORKERS: '2',
  RATE_LIMIT_FACTOR: '1',
  TRUSTED_PROXIES: '127.0.0.1',
  SHUTDOWN_DELAY_MS: '100',
  ...settings,
});
const start = (settings: Record<string, string> = {}) => Program.start(settingsWith(settings));

interface Sent {
  status: number;
  text: string;
}

/** On a connection of its own. */
function send(path: string, { from = '', token = '', body = '' } = {}): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const headers = {
      ...(from && { 'x-forwarded-for': from }),
      ...(token && { authorization: token }),
      ...(body && { 'content-type': 'application/json' }),
    };
    const sent = request(`${program.url}${path}`, { method: body ? 'POST' : 'GET', agent: false, headers });
    sent.on('error', reject).on('response', (response) => {
      let text = '';
      response
        .setEncoding('utf8')
        .on('data', (part: string) => (text += part))
        .on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    sent.end(body);
  });
}

const validate = (from: string) => send('/api/v1/validate', { from, body: '{"license_key":"nobody has this key"}' });

const anotherAddress = () => `10.0.${++address >> 8}.${address & 255}`;

/** Process ids of workers that answer some connections: any of them may accept a connection. */
async function answering(token: string): Promise<number[]> {
  const ask = () => send('/api/v1/monitoring/stats', { token }).catch(() => ({ status: 0, text: '' }));
  const answers = await Promise.all(Array.from({ length: 8 }, ask));
  const served = answers.filter(({ status }) => status === 200).map(({ text }) => JSON.parse(text));
  return served.map((stats) => Number(String(stats.node.name).split(':').at(-1)));
}

/** Waits until two workers other than these have answered. */
async function workers(token: string, former: readonly number[] = []): Promise<number[]> {
  const seen = new Set<number>();
  const answered = async () => {
    (await answering(token)).filter((pid) => !former.includes(pid)).forEach((pid) => seen.add(pid));
    return seen.size === 2;
  };
  await until('two workers answer', answered);
  return [...seen];
}

async function counted(metric: RegExp): Promise<number> {
  const { text } = await send('/metrics');
  const lines = text.split('\n').filter((line) => metric.test(line));
  return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

const isRunning = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

const logIn = async () => (await program.logIn(PASSWORD)).authorization;

it('serves one port with two processes, whose metrics are summed', async () => {
  await workers(await logIn());
  await Promise.all(Array.from({ length: 20 }, () => send('/health')));
  const served = () => counted(/^keyward_http_requests_total.*route="[/]health"/);
  await until('the metrics of both workers contain the requests', async () => (await served()) === 20);
});

it('counts rate limits for all workers together', async () => {
  const answers = await Promise.all(Array.from({ length: 130 }, () => validate('192.0.2.1')));
  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(100);
  expect(statuses.filter((status) => status === 429)).toHaveLength(30);
});

it('replaces all workers at SIGHUP without losing a request', async () => {
  const token = await logIn();
  const before = await workers(token);
  const lost: unknown[] = [];
  const send = async () => {
    try {
      const { status } = await validate(anotherAddress());
      return { status, headers: new Headers(), body: undefined };
    } catch (error) {
      lost.push(error);
      throw error;
    }
  };
  const load = Load.start(8, send, { pauseMs: 20 });
  await load.more(10);
  program.signal('SIGHUP');
  await program.log.line(/All workers were replaced/, 120_000);
  await load.more(10);
  await load.stop();
  expect(lost).toEqual([]);
  expect(new Set(load.answers.map(({ status }) => status))).toEqual(new Set([200]));
  await workers(token, before);
  await until('the former workers have ended', () => !before.some(isRunning));
});

it('leaves no worker when the process that started them is killed, and serves again at the next start', async () => {
  const orphans = await workers(await logIn());
  await program.end('SIGKILL');
  await until('both workers have ended', () => !orphans.some(isRunning));
  program = await start();
  const restarted = await workers(await logIn());
  expect(await program.end('SIGTERM')).toEqual({ code: 0, signal: null });
  expect(restarted.some(isRunning)).toBe(false);
});

it('is ready once all workers serve', async () => {
  const PORT = String(await freePort());
  program = Program.launch(settingsWith({ PORT }));
  const answers = new Set<string>();
  const isReady = async () => {
    const answer = await fetch(`http://127.0.0.1:${PORT}/health/ready`).catch(() => undefined);
    const body = await answer?.json();
    answers.add(body?.error?.message ?? body?.status);
    return answer?.status === 200;
  };
  // The second worker is started when the first one serves.
  await until('the node is ready', isReady);
  expect([...answers]).toContain('Not all workers of the node serve yet');
  await program.serves();
  expect(await program.end('SIGTERM')).toEqual({ code: 0, signal: null });
});

describe('the jobs of two workers', () => {
  let proxy: SilentProxy;
  beforeAll(async () => {
    proxy = await SilentProxy.before(await emptyDatabase('workers'));
    program = await start({ DATABASE_URL: proxy.url });
  });
  afterAll(() => proxy.stop());

  /** Workers with connections for jobs. */
  const runners = (pids: readonly number[]): number[] => {
    const ports = proxy.portsOf('keyward jobs');
    return pids.filter((pid) => portsOf(pid).some((port) => ports.includes(port)));
  };
  /** The state of an export, which is a job, when it has ended. */
  const exported = async (token: string): Promise<string> => {
    const body = JSON.stringify({ action: 'export', filter: { status: 'unused' } });
    const { job } = JSON.parse((await send('/api/v1/licenses/bulk', { token, body })).text);
    let state = '';
    const hasEnded = async () => {
      ({ state } = JSON.parse((await send(`/api/v1/jobs/${job.id}`, { token })).text));
      return /done|failed/.test(state);
    };
    await until('the job has ended', hasEnded);
    return state;
  };

  it('run in one of them, and in its successor when it is killed, while the other one serves', async () => {
    const token = await logIn();
    const before = await workers(token);
    await until('jobs run', () => runners(before).length > 0);
    expect(await exported(token)).toBe('done');
    const [runner = 0, ...others] = runners(before);
    expect(others).toEqual([]);

    process.kill(runner, 'SIGKILL');
    const after = await workers(token, [runner]);
    await program.log.line(new RegExp(`Worker ${runner} has ended \\(SIGKILL\\)`));
    expect(before.filter((pid) => after.includes(pid))).toHaveLength(1);
    const successor = after.filter((pid) => !before.includes(pid));
    await until('jobs run again', () => runners(after).length > 0);
    expect(runners(after)).toEqual(successor);
    expect(await exported(token)).toBe('done');
  });

  it('go on when the other worker is killed', async () => {
    const token = await logIn();
    const before = await workers(token);
    const [runner = 0] = runners(before);
    process.kill(before.find((pid) => pid !== runner) ?? 0, 'SIGKILL');
    expect(await exported(token)).toBe('done');
    const after = await workers(
      token,
      before.filter((pid) => pid !== runner),
    );
    expect(runners(after)).toEqual([runner]);
  });
});

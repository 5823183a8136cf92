import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Child } from '../child';
import type { Cleanup } from '../cleanup';
import { Keyward } from '../keyward';
import { filePagesOf, memoryOf, postmasterIn } from '../memory';
import { printTable } from '../report';
import type { Bench } from './mode';

const KEYWARD = join(__dirname, '..', '..', '..', '..', 'scripts', 'keyward.mjs');
const READY = /^Keyward is running at (\S+)$/;
const DAY_MS = 86_400_000;
const SAMPLE_MS = 200;
/** The server collects garbage when it is ready. */
const REST_MS = 5_000;

interface Relay {
  readonly url: string;
  readonly child: Child;
  readonly startMs: number;
}

/**
 * A relay: its first start and a later one, and its memory with its database at rest, while sessions start, and with all of them, with
 * pages of files. Fewer of these are counted for it while other processes use the same program.
 */
export async function relay({ options, database, cleanup, report }: Bench): Promise<void> {
  const { licenses: sessions, connections } = options;
  const vendor = await Keyward.start(database, 'vendor', cleanup);
  const { key, file } = await issuedPool(vendor, sessions);
  await vendor.process.stop();

  const folder = await mkdtemp(join(tmpdir(), 'keyward-bench-relay-'));
  cleanup.add(() => rm(folder, { recursive: true, force: true }));
  await chmod(folder, 0o711);
  await writeFile(join(folder, 'relay.json'), file);
  const first = await startRelay(folder, cleanup, '--license', join(folder, 'relay.json'));
  await first.child.stop();
  const second = await startRelay(folder, cleanup);
  const processes = () => [...second.child.pids, postmasterIn(join(folder, 'data'))];
  const memory = () => memoryOf(...processes());
  await pause(REST_MS);
  const atRest = memory();
  const most = await highest(memory, () => startSessions(second.url, key, sessions, connections));
  await pause(REST_MS);
  const figures = {
    sessions,
    first_start_ms: Math.round(first.startMs),
    start_ms: Math.round(second.startMs),
    at_rest_mb: Math.round(atRest),
    while_sessions_start_mb: Math.round(most),
    with_all_sessions_mb: Math.round(memory()),
    file_pages_mb: Math.round(filePagesOf(...processes())),
  };
  printTable([figures]);
  report.write({ relay: { ...report.conditions, ...figures } });
}

/** A license, all sessions of which a relay has. */
async function issuedPool(vendor: Keyward, sessions: number): Promise<{ key: string; file: string }> {
  const authorization = `Bearer ${await vendor.logIn()}`;
  const post = <T>(path: string, body: object) => posted<T>(`${vendor.url}/api/v1${path}`, body, { authorization });
  const { id, key } = await post<{ id: string; key: string }>('/licenses', {
    product: 'v2-default',
    max_sessions: sessions,
    max_activations: null,
    policy_overrides: { bind_on_check: true },
  });
  const expires = new Date(Date.now() + DAY_MS).toISOString();
  const { file } = await post<{ file: string }>(`/licenses/${id}/relays`, {
    name: 'Bench',
    pool: { sessions },
    expires_at: expires,
  });
  return { key, file };
}

async function startRelay(folder: string, cleanup: Cleanup, ...more: readonly string[]): Promise<Relay> {
  const begun = performance.now();
  const child = await Child.start(
    {
      script: KEYWARD,
      parameters: ['relay', 'start', '--data', join(folder, 'data'), ...more],
      environment: { HOST: '127.0.0.1', PORT: '0', RATE_LIMIT_FACTOR: '0', SHUTDOWN_DELAY_MS: '0' },
      ready: READY,
    },
    cleanup,
  );
  return { child, url: child.url, startMs: performance.now() - begun };
}

/** Each session on a device of its own. */
async function startSessions(url: string, key: string, sessions: number, connections: number): Promise<void> {
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < sessions) {
      const device = `device-${next++}`;
      await posted(`${url}/api/v1/activate`, { license_key: key, hardware_id: device });
      await posted(`${url}/api/v1/license-sessions`, { license_key: key, hardware_id: device });
    }
  };
  await Promise.all(Array.from({ length: connections }, work));
}

/** The highest figure while the work runs. */
async function highest(figure: () => number, work: () => Promise<void>): Promise<number> {
  let most = 0;
  const timer = setInterval(() => (most = Math.max(most, figure())), SAMPLE_MS);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return most;
}

async function posted<T>(url: string, body: object, headers: Record<string, string> = {}): Promise<T> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  if (!answer.ok) {
    throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  }
  return (await answer.json()) as T;
}

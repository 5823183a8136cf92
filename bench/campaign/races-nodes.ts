import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { chown, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Cleanup } from '../cleanup';
import { Keyward } from '../keyward';
import { NodeClient } from './node-client';
import type { Failures, Ground } from './part';
import { type Course, ExpectedLog } from './races-race';

/** Without one, `keyward doctor` finds that the secrets in the database are in plain text. */
const SECRETS_KEY = randomBytes(32).toString('hex');
const START_LIMIT_MS = 10_000;
const STOP_LIMIT_MS = 5_000;

/** How three nodes are connected. */
export interface Configuration {
  readonly name: string;
  /** Program that it needs beside Keyward. */
  readonly program?: string;
  /** Settings of the nodes, with that program started. */
  settings(ground: Ground, cleanup: Cleanup): Promise<Readonly<Record<string, string>>>;
}

export const CONFIGURATIONS: readonly Configuration[] = [
  { name: 'alone', settings: () => Promise.resolve({}) },
  { name: 'redis', program: 'redis-server', settings: (_ground, cleanup) => startRedis(cleanup) },
  { name: 'pgbouncer', program: 'pgbouncer', settings: startPgBouncer },
];

export function isInPath(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** The nodes of a configuration, and its settings. */
export interface Started {
  readonly course: Course;
  readonly databaseUrl: string;
  readonly settings: Readonly<Record<string, string>>;
}

export async function startNodes(
  configuration: Configuration,
  ground: Ground,
  cleanup: Cleanup,
  failures: Failures,
): Promise<Started> {
  const environment = { SECRETS_KEY, ...(await configuration.settings(ground, cleanup)) };
  const keyward = await Keyward.start(ground.database, databaseOf(configuration.name), cleanup, { environment });
  const others = await Promise.all([
    keyward.startSecond(cleanup, { environment }),
    keyward.startSecond(cleanup, { environment }),
  ]);
  const nodes = [keyward.url, ...others.map(({ url }) => url)].map((url) => new NodeClient(url));
  cleanup.add(async () => {
    await Promise.all(nodes.map((node) => node.close()));
  });
  const admin = await apiKeyOf(keyward, nodes[0]);
  const { pool } = keyward;
  const course = { name: configuration.name, nodes, pool, admin, failures, log: new ExpectedLog() };
  return { course, databaseUrl: keyward.databaseUrl, settings: environment };
}

const databaseOf = (name: string): string => `races_${name}`;

/** An API key, because the token of a user ends. */
async function apiKeyOf(keyward: Keyward, node: NodeClient | undefined): Promise<Record<string, string>> {
  const headers = { authorization: `Bearer ${await keyward.logIn()}` };
  const answer = await node?.call('POST', '/api/v1/api-keys', { name: 'Races', kind: 'internal' }, headers);
  const key = answer?.body?.key;
  if (typeof key !== 'string') {
    throw new Error(`No API key was created: ${answer?.text}`);
  }
  return { 'x-api-key': key };
}

async function startRedis(cleanup: Cleanup): Promise<Record<string, string>> {
  const port = await freePort();
  await run('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', ''], port, cleanup);
  return { REDIS_URL: `redis://127.0.0.1:${port}/0` };
}

/** As docs/operate/scale.md has it, as the user who may reach the embedded PostgreSQL. */
async function startPgBouncer({ database }: Ground, cleanup: Cleanup): Promise<Record<string, string>> {
  const direct = new URL((await database.create('races_pgbouncer_url')).url);
  direct.pathname = `bench_${databaseOf('pgbouncer')}`;
  const host = decodeURIComponent(direct.hostname);
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'keyward-races-'));
  cleanup.add(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'pgbouncer.ini');
  await writeFile(file, pgBouncerFile(direct, host, port));
  const user = process.getuid?.() === 0 && host.startsWith('/') ? await stat(host) : undefined;
  if (user) {
    await chown(folder, user.uid, user.gid);
    await chown(file, user.uid, user.gid);
  }
  await run('pgbouncer', ['-q', file], port, cleanup, user);
  const pooled = new URL(direct);
  pooled.hostname = '127.0.0.1';
  pooled.port = String(port);
  return { DATABASE_URL: pooled.href, DATABASE_DIRECT_URL: direct.href };
}

function pgBouncerFile({ port: serverPort, username, password }: URL, host: string, port: number): string {
  return `[databases]
* = host=${host} port=${serverPort} user=${decodeURIComponent(username)} password=${decodeURIComponent(password)}

[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 20
max_client_conn = 500
ignore_startup_parameters = statement_timeout,lock_timeout,idle_in_transaction_session_timeout
`;
}

/** A program that listens on loopback, until the cleanup. */
async function run(
  program: string,
  parameters: readonly string[],
  port: number,
  cleanup: Cleanup,
  user: { readonly uid?: number; readonly gid?: number } = {},
): Promise<void> {
  const child = spawn(program, parameters, { stdio: 'ignore', uid: user.uid, gid: user.gid });
  child.on('error', () => undefined);
  cleanup.add(() => ended(child));
  const limit = performance.now() + START_LIMIT_MS;
  while (!(await listens(port))) {
    if (child.exitCode !== null || performance.now() > limit) {
      throw new Error(`${program} ${parameters.join(' ')} does not listen`);
    }
    await pause(100);
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) {
    return;
  }
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  const killer = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
  await exit;
  clearTimeout(killer);
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (isOpen: boolean) => {
      socket.destroy();
      resolve(isOpen);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

import { transformFileSync } from '@swc/core';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import {
  type EmbeddedOptions,
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../src/core/platform/embedded-postgres/embedded-postgres';
import { until } from '../testkit/until';

const PROJECT_DIR = resolve(__dirname, '../..');
const LAUNCHER_SOURCES = join(PROJECT_DIR, 'src/core/platform/embedded-postgres');

// Starts the launcher in a node of its own, prints the URL, then the number of each row once it is committed.
const PROGRAM = `
const { startEmbeddedPostgres } = require('./launcher/embedded-postgres.js');
const { Client } = require('pg');
(async () => {
  const db = await startEmbeddedPostgres(JSON.parse(process.argv[2]));
  console.log(db.url);
  process.on('SIGTERM', () => db.stop().then(() => process.exit()));
  if (process.argv[3] !== 'write') return;
  const client = new Client({ connectionString: db.url });
  client.on('error', () => undefined);
  await client.connect();
  await client.query('CREATE TABLE IF NOT EXISTS facts (id int)');
  for (let id = 1; ; id++) {
    await client.query('INSERT INTO facts VALUES ($1)', [id]);
    console.log(id);
  }
})();`;

let base: string;
let folders = 0;
const started: EmbeddedPostgres[] = [];
const children: ChildProcess[] = [];

beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'keyward embedded '));
  chmodSync(base, 0o711);
  await (await startEmbeddedPostgres({ dataDir: join(base, 'used'), durable: false })).stop();
  transpileLauncher(join(base, 'launcher'));
  writeFileSync(join(base, 'program.js'), PROGRAM);
});

afterEach(async () => {
  await Promise.all(started.splice(0).map((db) => db.stop()));
  children.splice(0).forEach((child) => child.kill('SIGKILL'));
});

afterAll(() => rmSync(base, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));

function transpileLauncher(target: string): void {
  mkdirSync(target);
  for (const name of readdirSync(LAUNCHER_SOURCES).filter((file) => file.endsWith('.ts'))) {
    const { code } = transformFileSync(join(LAUNCHER_SOURCES, name), {
      swcrc: false,
      jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
      module: { type: 'commonjs' },
    });
    writeFileSync(join(target, name.replace(/ts$/, 'js')), code);
  }
}

function aFolder(name = 'my data'): string {
  return join(base, `${name} ${++folders}`);
}

/** A folder in which a server was started and stopped: to copy one takes a tenth of the time that initdb takes. */
function usedFolder(name?: string): string {
  const folder = aFolder(name);
  // With the owner of the files, which PostgreSQL runs under.
  execFileSync('cp', ['-Rp', join(base, 'used'), folder]);
  return folder;
}

async function startIn(dataDir: string, options: EmbeddedOptions = {}): Promise<EmbeddedPostgres> {
  const db = await startEmbeddedPostgres({ dataDir, durable: false, ...options });
  started.push(db);
  return db;
}

interface Program {
  readonly child: ChildProcess;
  readonly url: string;
  /** Rows whose commit the program has seen. */
  readonly acknowledged: number[];
}

async function startProgram(dataDir: string, mode: 'write' | 'wait', durable = true): Promise<Program> {
  const child = spawn(process.execPath, [join(base, 'program.js'), JSON.stringify({ dataDir, durable }), mode], {
    env: { ...process.env, NODE_PATH: join(PROJECT_DIR, 'node_modules') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const acknowledged: number[] = [];
  const lines = createInterface({ input: child.stdout });
  const url = await new Promise<string>((found, failed) => {
    lines.once('line', (first) => {
      lines.on('line', (line) => acknowledged.push(Number(line)));
      found(first);
    });
    child.once('close', () => failed(new Error('The program has ended')));
  });
  return { child, url, acknowledged };
}

async function hasWritten({ acknowledged }: Program, count: number): Promise<void> {
  await until(`the program has written ${count} rows`, () => acknowledged.length >= count);
}

async function query<Row extends object>(url: string, sql: string, values: unknown[] = []): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

async function keepFact(url: string): Promise<void> {
  await query(url, 'CREATE TABLE facts (id int)');
  await query(url, 'INSERT INTO facts VALUES (42)');
}

async function factsIn(url: string): Promise<number[]> {
  return (await query<{ id: number }>(url, 'SELECT id FROM facts ORDER BY id')).map(({ id }) => id);
}

async function answers(url: string): Promise<boolean> {
  return query(url, 'SELECT 1').then(
    () => true,
    () => false,
  );
}

function serverPid(dataDir: string): number {
  return Number(readFileSync(join(dataDir, 'pg/postmaster.pid'), 'utf8').split('\n')[0]);
}

function isRunning(pid: number): boolean {
  return !['Z', undefined].includes(statusFields(pid)[0]);
}

/** From the state on, as in proc(5); empty when there is no such process. */
function statusFields(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  } catch {
    return [];
  }
}

interface ProcessStatus {
  readonly pid: number;
  readonly parent: number;
  readonly session: number;
}

function statuses(): ProcessStatus[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const fields = statusFields(Number(name));
      return fields.length > 0 ? [{ pid: Number(name), parent: Number(fields[1]), session: Number(fields[3]) }] : [];
    });
}

/** The processes that end the server together with its node: alone in its session, and not its children. */
function guardsOf(server: number): number[] {
  const isGuard = ({ pid, parent, session }: ProcessStatus) =>
    session === server && pid !== server && parent !== server;
  return statuses()
    .filter(isGuard)
    .map(({ pid }) => pid);
}

function killServerWithAll(server: number): void {
  const backends = statuses().filter(({ parent }) => parent === server);
  [server, ...guardsOf(server), ...backends.map(({ pid }) => pid)].forEach(kill);
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself meanwhile.
  }
}

describe('the embedded database', () => {
  it('starts in an empty folder with a space in its name, for pg and for TypeORM, with a password that only its owner reads', async () => {
    const dataDir = aFolder();
    const db = await startIn(dataDir);

    const source = await new DataSource({ type: 'postgres', url: db.url }).initialize();
    const [fromTypeOrm] = await source.query<[{ name: string }]>('SELECT current_database() AS name');
    await source.destroy();

    expect(db.attached).toBe(false);
    expect(fromTypeOrm).toEqual({ name: 'keyward' });
    expect(await query(db.url, 'SELECT current_database() AS name')).toEqual([{ name: 'keyward' }]);
    expect(new URL(db.url).pathname).toBe('/keyward');

    const forged = new URL(db.url);
    forged.password = 'guessed';

    await expect(query(forged.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
    expect(statSync(join(dataDir, 'pg/keyward.password')).mode & 0o777).toBe(0o600);
    expect(statSync(join(dataDir, 'pg')).mode & 0o777).toBe(0o700);
  });

  it('starts again after a stop, and can be stopped twice', async () => {
    const dataDir = usedFolder();
    const first = await startIn(dataDir);
    await keepFact(first.url);
    await Promise.all([first.stop(), first.stop()]);
    await first.stop();
    expect(await answers(first.url)).toBe(false);

    const log: string[] = [];
    const second = await startIn(dataDir, { log: (line) => log.push(line) });
    expect(await factsIn(second.url)).toEqual([42]);
    expect(log).toEqual([]);
  });

  it('creates a missing database again', async () => {
    const dataDir = usedFolder();
    const first = await startIn(dataDir);
    await query(first.url.replace(/keyward$/, 'postgres'), 'DROP DATABASE keyward');
    await first.stop();

    expect(await answers((await startIn(dataDir)).url)).toBe(true);
  });

  it('listens on TCP if the path is too long for a socket', async () => {
    const db = await startIn(usedFolder('d'.repeat(100)));

    expect(new URL(db.url).hostname).toBe('127.0.0.1');
    expect(await answers(db.url)).toBe(true);
  });

  it('is shared with a second start, and survives its stop', async () => {
    const dataDir = usedFolder();
    const first = await startIn(dataDir);
    const second = await startIn(dataDir);
    expect(second).toMatchObject({ attached: true, url: first.url });

    await second.stop();
    expect(await answers(first.url)).toBe(true);
  });

  it('is restarted once at the same address by attached nodes when its first node stops', async () => {
    const dataDir = usedFolder();
    const nodes = [await startProgram(dataDir, 'wait', false)];
    nodes.push(...(await Promise.all([startProgram(dataDir, 'wait', false), startProgram(dataDir, 'wait', false)])));
    const [{ url }] = nodes as [Program];
    expect(nodes.map((node) => node.url)).toEqual([url, url, url]);
    await keepFact(url);

    while (nodes.length > 1) {
      const server = serverPid(dataDir);
      const starter = nodes.findIndex(({ child }) => String(child.pid) === statusFields(server)[1]);
      const [stopped] = nodes.splice(starter, 1) as [Program];
      stopped.child.kill('SIGTERM');
      expect(await once(stopped.child, 'exit')).toEqual([0, null]);
      await until('the database answers again', () => answers(url));

      expect(await factsIn(url)).toEqual([42]);
      const starters = nodes.filter(({ child }) => statuses().some(({ parent }) => parent === child.pid));
      expect(starters.map(({ child }) => String(child.pid))).toEqual([statusFields(serverPid(dataDir))[1]]);
      expect(nodes.every(({ child }) => child.exitCode === null)).toBe(true);
    }
    nodes[0]?.child.kill('SIGTERM');
    await until('the last server has ended', () => nodes[0]?.child.exitCode === 0);
    expect(await answers(url)).toBe(false);
  });

  it('starts for two processes that begin on an empty folder concurrently', async () => {
    const dataDir = aFolder();
    const both = await Promise.all([startProgram(dataDir, 'wait', false), startProgram(dataDir, 'wait', false)]);

    expect(both[0].url).toBe(both[1].url);
    expect(await answers(both[0].url)).toBe(true);
    expect(readdirSync(dataDir).sort()).toEqual(['pg', 'postgres.log']);

    both.forEach(({ child }) => child.kill('SIGTERM'));
    await Promise.all(both.map(({ child }) => once(child, 'exit')));
  });

  it('removes the leftovers of a killed first start', async () => {
    const dataDir = aFolder();
    const [old, young] = [join(dataDir, 'pg.tmp-old'), join(dataDir, 'pg.tmp-young')];
    mkdirSync(join(old, 'pg'), { recursive: true });
    mkdirSync(young);
    chmodSync(dataDir, 0o711);
    utimesSync(old, 0, 0);

    await startIn(dataDir);
    expect(readdirSync(dataDir).sort()).toEqual(['pg', 'pg.tmp-young', 'postgres.log']);
  });

  it('refuses the data of another major version', async () => {
    const dataDir = usedFolder();
    writeFileSync(join(dataDir, 'pg/PG_VERSION'), '12\n');

    await expect(startIn(dataDir)).rejects.toThrow(/made by PostgreSQL 12.*PG_BIN/s);
  });

  it('names the log and quotes its last lines when the server does not start', async () => {
    const dataDir = usedFolder();
    renameSync(join(dataDir, 'pg/global/pg_control'), join(dataDir, 'pg/global/hidden'));

    await expect(startIn(dataDir)).rejects.toThrow(/postgres\.log.*pg_control/s);
  });

  it.each(['garbage', '', '0', '-1', 'NaN\nx\n'].map((text) => [text]))(
    'says at once which file is in the way where postmaster.pid holds "%s"',
    async (text) => {
      const dataDir = usedFolder();
      writeFileSync(join(dataDir, 'pg/postmaster.pid'), `${text}\n`);

      await expect(startIn(dataDir)).rejects.toThrow(/pg\/postmaster\.pid does not hold .* delete that file/);
    },
  );

  it('names the folder that PostgreSQL cannot write to', async () => {
    const dataDir = usedFolder();
    chmodSync(join(dataDir, 'pg'), 0o500);

    await expect(startIn(dataDir)).rejects.toThrow(
      new RegExp(`^PostgreSQL cannot write to ${join(dataDir, 'pg')} \\(Permission denied\\).*write there`),
    );
  });

  it('reports that no PostgreSQL runs from the folder in PG_BIN', async () => {
    await expect(startIn(aFolder(), { pgBin: base })).rejects.toThrow('No PostgreSQL runs from');
  });
});

describe('the embedded database after a kill -9', () => {
  it('starts the server again at the same address', async () => {
    const dataDir = usedFolder();
    const log: string[] = [];
    const db = await startIn(dataDir, { durable: true, log: (line) => log.push(line) });
    await keepFact(db.url);
    const killed = serverPid(dataDir);
    process.kill(killed, 'SIGKILL');

    await until('the server is back', async () => !isRunning(killed) && (await answers(db.url)));
    expect(await factsIn(db.url)).toEqual([42]);
    expect(log[0]).toContain('starting it again');

    await db.stop();
    expect(await answers(db.url)).toBe(false);
  });

  it('can be stopped while it starts the server again', async () => {
    const dataDir = usedFolder();
    const log: string[] = [];
    const db = await startIn(dataDir, { log: (line) => log.push(line) });
    process.kill(serverPid(dataDir), 'SIGKILL');
    await until('something is logged', () => log.length > 0);

    await db.stop();
    expect(await answers(db.url)).toBe(false);
  });

  it('reports a lost server that cannot be restarted', async () => {
    const dataDir = usedFolder();
    const reason = new Promise<Error>((onLost) => {
      void startIn(dataDir, { onLost }).then(() => {
        renameSync(join(dataDir, 'pg/global/pg_control'), join(dataDir, 'pg/global/hidden'));
        process.kill(serverPid(dataDir), 'SIGKILL');
      });
    });

    expect((await reason).message).toMatch(/did not start.*pg_control/s);
  });

  it('reports a lost server to attached nodes', async () => {
    const dataDir = usedFolder();
    const owner = await startIn(dataDir);
    const reason = new Promise<Error>((onLost) => {
      void startIn(dataDir, { onLost }).then(({ attached }) => {
        expect(attached).toBe(true);
        renameSync(join(dataDir, 'pg/global/pg_control'), join(dataDir, 'pg/global/hidden'));
        return owner.stop();
      });
    });

    expect((await reason).message).toMatch(/did not start.*pg_control/s);
  });

  it('survives the end of a backend', async () => {
    const dataDir = usedFolder();
    const db = await startIn(dataDir, { durable: true });
    await keepFact(db.url);
    const client = new Client({ connectionString: db.url });
    client.on('error', () => undefined);
    await client.connect();
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    process.kill(rows[0]?.pid ?? 0, 'SIGKILL');
    await until('the server reinitializes', () =>
      readFileSync(join(dataDir, 'postgres.log'), 'utf8').includes('reinitializing'),
    );

    await until('the server answers', () => answers(db.url));
    expect(await factsIn(db.url)).toEqual([42]);
  });

  it('stops with the node that started it', async () => {
    const dataDir = usedFolder();
    const program = await startProgram(dataDir, 'write');
    await hasWritten(program, 50);
    const server = serverPid(dataDir);
    program.child.kill('SIGKILL');
    await until('the server has ended', () => !isRunning(server));
    expect(readdirSync(join(dataDir, 'pg'))).not.toContain('postmaster.pid');

    const db = await startIn(dataDir);
    expect(await factsIn(db.url)).toEqual(expect.arrayContaining(program.acknowledged));
  });

  it('continues without its guard, and still stops', async () => {
    const dataDir = usedFolder();
    const db = await startIn(dataDir);
    const server = serverPid(dataDir);
    const guards = guardsOf(server);
    expect(guards).toHaveLength(1);
    guards.forEach(kill);
    await until('the guards have ended', () => !guards.some(isRunning));

    expect(await answers(db.url)).toBe(true);
    await db.stop();
    expect(isRunning(server)).toBe(false);
  });

  it('is shared with the next start after node and guard were killed', async () => {
    const dataDir = usedFolder();
    const { child } = await startProgram(dataDir, 'wait');
    const server = serverPid(dataDir);
    guardsOf(server).forEach(kill);
    child.kill('SIGKILL');
    await once(child, 'exit');

    const db = await startIn(dataDir);
    expect(db.attached).toBe(true);
    expect(await answers(db.url)).toBe(true);
    process.kill(server, 'SIGINT');
    await until('the server has ended', () => !isRunning(server));
  });

  it('keeps acknowledged rows when every process is killed', async () => {
    const dataDir = usedFolder();
    const program = await startProgram(dataDir, 'write');
    await hasWritten(program, 100);
    const server = serverPid(dataDir);
    // Before the node, whose death it would answer by a shutdown.
    guardsOf(server).forEach(kill);
    program.child.kill('SIGKILL');
    killServerWithAll(server);
    await once(program.child, 'close');

    const log: string[] = [];
    const db = await startIn(dataDir, { durable: true, log: (line) => log.push(line) });
    expect(await factsIn(db.url)).toEqual(expect.arrayContaining(program.acknowledged));
    expect(log).toContain('The embedded database was not shut down: recovering');
  });

  it('starts although another process has the process id of the killed server', async () => {
    const dataDir = usedFolder();
    const program = await startProgram(dataDir, 'write');
    await hasWritten(program, 10);
    const server = serverPid(dataDir);
    const pidFile = readFileSync(join(dataDir, 'pg/postmaster.pid'), 'utf8');
    program.child.kill('SIGKILL');
    killServerWithAll(server);
    await until('the server has ended', () => !isRunning(server));
    writeFileSync(join(dataDir, 'pg/postmaster.pid'), pidFile.replace(/^\d+/, String(process.pid)));

    const db = await startIn(dataDir);
    expect(db.attached).toBe(false);
    expect(await factsIn(db.url)).toEqual(expect.arrayContaining(program.acknowledged));
  });
});

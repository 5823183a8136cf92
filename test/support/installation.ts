import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import {
  type Account,
  chooseAccount,
  run,
  spawnOptionsFor,
} from '../../src/core/platform/embedded-postgres/run-as-user';
import { onDatabase } from '../testkit/database';
import { isRunning, processTree, signalAll } from './process-tree';
import { freePort } from './free-port';
import { until } from '../testkit/until';

const PROJECT = resolve(__dirname, '../..');
const BIN = '/usr/lib/postgresql/15/bin';
/** What a clone does not have. */
const NOT_CLONED = /^(\.git|\.data|coverage|dist\.\d+)$/;
const READY = /Keyward is running at (\S+)/;
/** The superuser is trusted, as Debian trusts its operating system account; all others need their passwords. */
const ACCESS = 'host all postgres 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n';

export interface Outcome {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** A machine as an operator has it: a checkout, folders for settings and data, and PostgreSQL 15 of Debian. */
export class Installation {
  /** Replaced in each command: addresses, folders and placeholders of the pages. */
  readonly replaced = new Map<string, string>();
  /** Variables of the operator's shell. */
  readonly shell: Record<string, string> = {};

  private constructor(
    readonly folder: string,
    readonly checkout: string,
    private readonly postgresPort: number,
    private readonly postgres: ChildProcess,
  ) {
    this.replaced.set('127.0.0.1:5432', `127.0.0.1:${postgresPort}`);
    // npx takes four times as long to start the same command; test/processes/stop.spec.ts runs it.
    this.replaced.set('npx keyward', `${process.execPath} scripts/keyward.mjs`);
    for (const path of ['/etc/keyward', '/var/lib/keyward']) {
      this.replaced.set(path, join(folder, path));
      mkdirSync(join(folder, path), { recursive: true });
    }
  }

  /** In a folder without spaces, as commands name it without quotation marks. */
  static async create(): Promise<Installation> {
    const folder = mkdtempSync('/tmp/keyward-operator-');
    chmodSync(folder, 0o711);
    const checkout = join(folder, 'keyward');
    mkdirSync(checkout);
    for (const name of readdirSync(PROJECT).filter((each) => !NOT_CLONED.test(each))) {
      symlinkSync(join(PROJECT, name), join(checkout, name));
    }
    const port = await freePort();
    const postgres = await startPostgres(folder, port, await chooseAccount(folder));
    return new Installation(folder, checkout, port, postgres);
  }

  /** URL of a database as the superuser. */
  superuserUrl(database: string): string {
    return `postgres://postgres@127.0.0.1:${this.postgresPort}/${database}`;
  }

  databaseUrl(database: string, password = 'keyward'): string {
    return `postgres://keyward:${password}@127.0.0.1:${this.postgresPort}/${database}`;
  }

  /** Runs lines in the checkout as if they were typed, with this text for what they ask. */
  async type(lines: string, typed = '', shell = this.shell): Promise<Outcome> {
    const child = this.spawn(lines, shell);
    child.stdin.on('error', () => undefined).end(typed);
    const [output, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
    return { code: code as number | null, output, errors };
  }

  /** Runs lines of which the last one starts a server, asks it whether it is ready, and stops it. Returns its output. */
  async serve(lines: string, variables: Record<string, string> = {}): Promise<string> {
    const child = this.spawn(lines, { HOST: '127.0.0.1', PORT: '0', SHUTDOWN_DELAY_MS: '0', ...variables });
    const ended = once(child, 'close');
    let output = '';
    let errors = '';
    child.stdout.on('data', (data: Buffer) => (output += data.toString()));
    child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
    await until('the server listens', () => READY.test(output) || child.exitCode !== null);
    const [, url] = READY.exec(output) ?? [];
    if (url === undefined) {
      throw new Error(`The server has not started:\n${output}${errors}`);
    }
    const { status } = await fetch(`${url}/health/ready`);
    const processes = processTree(child.pid ?? 0);
    signalAll(processes, 'SIGTERM');
    await ended;
    await until('all processes have ended', () => !processes.some(isRunning));
    expect(status).toBe(200);
    return output;
  }

  filledIn(lines: string): string {
    return [...this.replaced].reduce((filled, [from, to]) => filled.replaceAll(from, to), lines);
  }

  async remove(): Promise<void> {
    this.postgres.kill('SIGINT');
    await once(this.postgres, 'close');
    rmSync(this.folder, { recursive: true, force: true });
  }

  private spawn(lines: string, variables: Record<string, string>) {
    const { PATH = '', NODE_COMPILE_CACHE = '' } = process.env;
    const environment = {
      PATH,
      NODE_COMPILE_CACHE,
      HOME: this.folder,
      PGHOST: '127.0.0.1',
      PGPORT: String(this.postgresPort),
      npm_config_update_notifier: 'false',
      ...variables,
    };
    const commands = `set -eo pipefail\n${this.filledIn(lines)}`;
    return spawn('bash', ['-c', commands], { cwd: this.checkout, env: environment, stdio: ['pipe', 'pipe', 'pipe'] });
  }
}

async function startPostgres(parent: string, port: number, account: Account | undefined): Promise<ChildProcess> {
  const folder = join(parent, 'postgresql');
  mkdirSync(folder);
  if (account) {
    await run(undefined, '/bin/chown', `${account.uid}:${account.gid}`, folder);
  }
  const data = join(folder, '15');
  await run(account, join(BIN, 'initdb'), '--pgdata', data, '--username=postgres', '--encoding=UTF8', '--no-sync');
  writeFileSync(join(data, 'pg_hba.conf'), ACCESS);
  const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`];
  const given = settings.flatMap((setting) => ['-c', setting]);
  const server = spawn(join(BIN, 'postgres'), ['-D', data, ...given], { ...spawnOptionsFor(account), stdio: 'ignore' });
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  await until('PostgreSQL accepts connections', () =>
    onDatabase(url, 'SELECT 1').then(
      () => true,
      () => false,
    ),
  );
  return server;
}

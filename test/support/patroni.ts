import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readProjectFile } from '../../src/core/common/project';
import { type Account, chooseAccount, spawnOptionsFor } from '../../src/core/platform/embedded-postgres/run-as-user';
import { isRunning, processTree, signalAll } from './process-tree';
import { freePort } from './free-port';
import { SilentProxy } from './silent-proxy';
import { until } from '../testkit/until';

const PASSWORD = 'of the pair';

interface Member {
  readonly name: string;
  readonly role: string;
  readonly state: string;
}

/** One of the two database servers: Patroni and its PostgreSQL, reached by all others through proxies. */
export class DatabaseNode {
  private patroni: ChildProcess | undefined;
  private stopped: readonly number[] = [];

  private constructor(
    readonly name: string,
    private readonly folder: string,
    private readonly account: Account | undefined,
    private readonly port: number,
    private readonly restPort: number,
    readonly postgres: SilentProxy,
    readonly rest: SilentProxy,
    private readonly etcd: SilentProxy,
  ) {}

  static async create(name: string, parent: string, account: Account | undefined, etcd: number): Promise<DatabaseNode> {
    const [port, restPort] = [await freePort(), await freePort()];
    const folder = folderFor(account, parent, name);
    const proxies = await Promise.all(
      [port, restPort, etcd].map((each) => SilentProxy.before(`tcp://127.0.0.1:${each}`)),
    );
    const [postgres, rest, toEtcd] = proxies as [SilentProxy, SilentProxy, SilentProxy];
    return new DatabaseNode(name, folder, account, port, restPort, postgres, rest, toEtcd);
  }

  /** URL of a database as superuser, not through the proxy. */
  urlOf(database: string): string {
    return `postgres://postgres:${encodeURIComponent(PASSWORD)}@127.0.0.1:${this.port}/${database}`;
  }

  /** Patroni's configuration. */
  get configurationFile(): string {
    return join(this.folder, 'patroni.yml');
  }

  /** What differs between the servers, as /etc/patroni_env.conf has it. */
  get environmentFile(): string {
    const file = join(this.folder, 'patroni_env.conf');
    const lines = Object.entries(this.environment()).map(([name, value]) => `${name}='${value}'\n`);
    writeFileSync(file, lines.join(''), { mode: 0o600 });
    return file;
  }

  start(configuration: string): void {
    const log = openSync(join(this.folder, 'patroni.log'), 'a');
    writeFileSync(this.configurationFile, configuration);
    this.patroni = spawn('/usr/bin/patroni', [this.configurationFile], {
      ...spawnOptionsFor(this.account, this.environment()),
      stdio: ['ignore', log, log],
    });
  }

  /** The members of the pair as this one sees them. */
  async members(): Promise<readonly Member[]> {
    const signal = AbortSignal.timeout(2_000);
    const response = await fetch(`http://127.0.0.1:${this.restPort}/cluster`, { signal }).catch(() => undefined);
    return response ? ((await response.json()) as { members: Member[] }).members : [];
  }

  /** Kills all processes at once, as a power failure would. */
  async kill(): Promise<void> {
    const pids = this.processes();
    signalAll(pids, 'SIGKILL');
    await until(`${this.name} has ended`, () => !pids.some(isRunning));
  }

  /** Stops all processes; their connections stay open. */
  freeze(): void {
    this.stop(this.processes());
  }

  /** PostgreSQL runs on. */
  freezePatroni(): void {
    this.stop(this.patroni?.pid === undefined ? [] : [this.patroni.pid]);
  }

  thaw(): void {
    signalAll(this.stopped, 'SIGCONT');
    this.stopped = [];
  }

  /** Drops all traffic between this node and everything else; its processes run on. */
  cutOff(): void {
    this.proxies.forEach((proxy) => proxy.silence({ newOnesToo: true }));
  }

  reconnect(): void {
    for (const proxy of this.proxies) {
      proxy.open();
      proxy.hangUp();
    }
  }

  async remove(): Promise<void> {
    this.thaw();
    await this.kill();
    this.proxies.forEach((proxy) => proxy.stop());
  }

  /** Without the lines of an ordinary turn. */
  get log(): string {
    const lines = readFileSync(join(this.folder, 'patroni.log'), 'utf8').split('\n');
    return lines.filter((line) => !/no action|Lock owner|in progress/.test(line)).join('\n');
  }

  private get proxies(): readonly SilentProxy[] {
    return [this.postgres, this.rest, this.etcd];
  }

  private get dataDir(): string {
    return join(this.folder, 'data');
  }

  private stop(pids: readonly number[]): void {
    this.stopped = pids;
    signalAll(pids, 'SIGSTOP');
  }

  /** PostgreSQL is no child of Patroni. */
  private processes(): number[] {
    const pidFile = join(this.dataDir, 'postmaster.pid');
    const postmaster = existsSync(pidFile) ? [Number(readFileSync(pidFile, 'utf8').split('\n')[0])] : [];
    return [...(this.patroni?.pid === undefined ? [] : [this.patroni.pid]), ...postmaster]
      .filter(isRunning)
      .flatMap(processTree);
  }

  private environment(): Record<string, string> {
    return {
      PATRONI_NAME: this.name,
      PATRONI_ETCD_HOSTS: this.etcd.host,
      // Not etcd's own address, which it would learn.
      PATRONI_ETCD_USE_PROXIES: 'true',
      PATRONI_RESTAPI_LISTEN: `127.0.0.1:${this.restPort}`,
      PATRONI_RESTAPI_CONNECT_ADDRESS: this.rest.host,
      PATRONI_POSTGRESQL_LISTEN: `127.0.0.1:${this.port}`,
      PATRONI_POSTGRESQL_CONNECT_ADDRESS: this.postgres.host,
      PATRONI_POSTGRESQL_DATA_DIR: this.dataDir,
      PATRONI_POSTGRESQL_PGPASS: join(this.folder, 'pgpass'),
      PATRONI_SUPERUSER_USERNAME: 'postgres',
      PATRONI_SUPERUSER_PASSWORD: PASSWORD,
      PATRONI_REPLICATION_USERNAME: 'replicator',
      PATRONI_REPLICATION_PASSWORD: PASSWORD,
    };
  }
}

/** Two database servers, etcd and HAProxy as in deploy/patroni, which notice failures sooner than there. */
export class DatabasePair {
  private readonly helpers: ChildProcess[] = [];

  private constructor(
    private readonly folder: string,
    readonly nodes: readonly [DatabaseNode, DatabaseNode],
    /** Address of HAProxy's way to the primary. */
    readonly proxyHost: string,
  ) {}

  static async start(folder: string): Promise<DatabasePair> {
    // The accounts that the programs run under need access.
    chmodSync(folder, 0o711);
    const account = await chooseAccount(folder);
    const [etcd, etcdPeers, primary, standby] = [
      await freePort(),
      await freePort(),
      await freePort(),
      await freePort(),
    ];
    const node = (name: string) => DatabaseNode.create(name, folder, account, etcd);
    const pair = new DatabasePair(folder, [await node('one'), await node('two')], `127.0.0.1:${primary}`);
    pair.startEtcd(folderFor(account, folder, 'etcd'), account, etcd, etcdPeers);
    pair.nodes.forEach((each) => each.start(CONFIGURATION));
    pair.startHaproxy([primary, standby]);
    await pair.isWhole();
    return pair;
  }

  async primary(): Promise<DatabaseNode> {
    const [leader] = (await this.members()).filter(({ role }) => role === 'leader');
    const found = this.nodes.find(({ name }) => name === leader?.name);
    if (!found) {
      throw new Error('The pair has no primary');
    }
    return found;
  }

  other(node: DatabaseNode): DatabaseNode {
    return this.nodes[0] === node ? this.nodes[1] : this.nodes[0];
  }

  restart(node: DatabaseNode): void {
    node.start(CONFIGURATION);
  }

  /** Resolves when one server is the primary and the other its synchronous standby. */
  async isWhole(): Promise<void> {
    const roles = async (): Promise<string> =>
      (await this.members())
        .filter(({ state }) => /running|streaming/.test(state))
        .map(({ role }) => role)
        .sort()
        .join();
    await until('both servers serve', async () => (await roles()) === 'leader,sync_standby').catch((error: unknown) => {
      throw new Error(`${String(error)}\n${this.nodes.map(({ log }) => log.slice(-4_000)).join('\n')}`);
    });
  }

  async remove(): Promise<void> {
    await Promise.all(this.nodes.map((node) => node.remove()));
    for (const helper of this.helpers.filter(({ exitCode }) => exitCode === null)) {
      helper.kill('SIGKILL');
      await once(helper, 'exit');
    }
  }

  private async members(): Promise<readonly Member[]> {
    const [one, two] = await Promise.all(this.nodes.map((node) => node.members()));
    return one?.length ? one : (two ?? []);
  }

  private startEtcd(folder: string, account: Account | undefined, port: number, peers: number): void {
    const own = `http://127.0.0.1:${peers}`;
    const options = {
      'enable-v2': 'true',
      'data-dir': folder,
      'listen-client-urls': `http://127.0.0.1:${port}`,
      'advertise-client-urls': `http://127.0.0.1:${port}`,
      'listen-peer-urls': own,
      'initial-advertise-peer-urls': own,
      'initial-cluster': `default=${own}`,
    };
    const given = Object.entries(options).map(([name, value]) => `--${name}=${value}`);
    this.helpers.push(spawn('/usr/bin/etcd', given, { ...spawnOptionsFor(account), stdio: 'ignore' }));
  }

  private startHaproxy(ports: readonly [primary: number, standby: number]): void {
    const file = join(this.folder, 'haproxy.cfg');
    writeFileSync(file, proxied(this.nodes, ports));
    this.helpers.push(spawn('/usr/sbin/haproxy', ['-db', '-f', file], { stdio: 'ignore' }));
  }
}

const CONFIGURATION = replaced(readProjectFile('deploy/patroni/patroni.yml'), [
  ['ttl: 30', 'ttl: 8'],
  ['loop_wait: 10', 'loop_wait: 1'],
  ['retry_timeout: 10', 'retry_timeout: 3'],
]);

function proxied([one, two]: DatabasePair['nodes'], [primary, standby]: readonly [number, number]): string {
  const at = ({ postgres, rest }: DatabaseNode): string => `${postgres.host} port ${new URL(rest.url).port}`;
  return replaced(readProjectFile('deploy/patroni/haproxy.cfg'), [
    ['192.0.2.11:5432', at(one)],
    ['192.0.2.12:5432', at(two)],
    ['check port 8008', 'check'],
    ['timeout check 2s', 'timeout check 1s'],
    ['127.0.0.1:5000', `127.0.0.1:${primary}`],
    ['127.0.0.1:5001', `127.0.0.1:${standby}`],
  ]);
}

function replaced(text: string, changes: readonly [from: string, to: string][]): string {
  return changes.reduce((changing, [from, to]) => {
    expect(changing).toContain(from);
    return changing.replaceAll(from, to);
  }, text);
}

function folderFor(account: Account | undefined, parent: string, name: string): string {
  const folder = join(parent, name);
  mkdirSync(folder, { mode: 0o700 });
  if (account) {
    chownSync(folder, account.uid, account.gid);
  }
  return folder;
}

import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Child } from '../child';
import { Cleanup } from '../cleanup';
import { Keyward } from '../keyward';
import { NodeClient } from './node-client';
import type { Failures, Ground, Random } from './part';

/** Less than SHUTDOWN_DELAY_MS of the server: as a load balancer must ask. */
const HEALTH_MS = 200;
const STOP_LIMIT_MS = 30_000;
const READY_LIMIT_MS = 30_000;
/** What a connection was doing when its node ended is known a moment later. */
const AFTERWARDS_MS = 1_000;

/** A server process, and how it is called. */
export interface Node {
  readonly name: string;
  readonly child: Child;
  readonly client: NodeClient;
  readonly cleanup: Cleanup;
  readonly startedAt: number;
  /** A load balancer would send requests to it. */
  isServing: boolean;
  /** It was told to stop: a connection that closes now is no failure. */
  isStopping: boolean;
}

/** The settings of an operator who keeps the files apart. */
export interface Folders {
  readonly backups: string;
  readonly temporary: string;
}

/** Two nodes on one database, each of which can be started again while the other one serves. */
export class Nodes {
  restarts = 0;
  longestStopMs = 0;

  private constructor(
    readonly keyward: Keyward,
    readonly environment: Readonly<Record<string, string>>,
    readonly folders: Folders,
    private readonly nodes: [Node, Node],
    private readonly random: Random,
  ) {}

  static async start({ database, cleanup, random }: Ground, name: string): Promise<Nodes> {
    const folder = await mkdtemp(join(tmpdir(), 'keyward-soak-'));
    cleanup.add(() => rm(folder, { recursive: true, force: true }));
    const folders = { backups: join(folder, 'backups'), temporary: join(folder, 'temporary') };
    await Promise.all(Object.values(folders).map((path) => mkdir(path)));
    const environment = {
      SECRETS_KEY: `base64:${randomBytes(32).toString('base64')}`,
      BACKUP_DIR: folders.backups,
      TMPDIR: folders.temporary,
      WEBHOOK_ALLOW_PRIVATE: '1',
    };
    const [own, other] = [new Cleanup(), new Cleanup()];
    cleanup.add(() => own.run());
    cleanup.add(() => other.run());
    const keyward = await Keyward.start(database, name, own, { environment });
    const first = nodeOf('first', keyward.process, own);
    const second = nodeOf('second', await keyward.startSecond(other, { environment }), other);
    const nodes = new Nodes(keyward, environment, folders, [first, second], random);
    cleanup.add(() => nodes.end());
    return nodes;
  }

  get all(): readonly [Node, Node] {
    return this.nodes;
  }

  /** One that a load balancer would choose. */
  choose(): Node {
    const serving = this.nodes.filter(({ isServing }) => isServing);
    return this.random.pick(serving.length > 0 ? serving : this.nodes);
  }

  /** SIGTERM; requests go to the other node once the health check fails; then it is started again. */
  async restart(index: 0 | 1, failures: Failures): Promise<void> {
    const node = this.nodes[index];
    // After a start that has failed, there is nothing to stop.
    if (node.isServing) {
      await this.stop(node, failures);
    }
    await this.replace(index, node.name);
    this.restarts += 1;
  }

  private async stop(node: Node, failures: Failures): Promise<void> {
    const [pid] = node.child.pids;
    if (pid === undefined) {
      return;
    }
    const begun = performance.now();
    node.isStopping = true;
    process.kill(pid, 'SIGTERM');
    while (isRunning(pid) && performance.now() - begun < STOP_LIMIT_MS) {
      node.isServing &&= await isReady(node.client.url);
      await pause(HEALTH_MS);
    }
    node.isServing = false;
    const stopped = Math.round(performance.now() - begun);
    this.longestStopMs = Math.max(this.longestStopMs, stopped);
    if (isRunning(pid)) {
      failures.add(`The ${node.name} node runs ${stopped} ms after SIGTERM, at ${new Date().toISOString()}.`);
    }
    await pause(AFTERWARDS_MS);
    await node.cleanup.run();
    await node.client.close();
  }

  async end(): Promise<void> {
    await Promise.all(this.nodes.map(({ client }) => client.close()));
    await Promise.all(this.nodes.map(({ cleanup }) => cleanup.run()));
  }

  private async replace(index: 0 | 1, name: string): Promise<void> {
    const own = new Cleanup();
    const { environment } = this;
    const node = nodeOf(name, await this.keyward.startSecond(own, { environment }), own);
    node.isServing = false;
    this.nodes[index] = node;
    const end = performance.now() + READY_LIMIT_MS;
    while (!(await isReady(node.client.url)) && performance.now() < end) {
      await pause(HEALTH_MS);
    }
    node.isServing = true;
  }
}

function nodeOf(name: string, child: Child, cleanup: Cleanup): Node {
  const client = new NodeClient(child.url);
  return { name, child, client, cleanup, startedAt: performance.now(), isServing: true, isStopping: false };
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function isReady(url: string): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(HEALTH_MS * 10) });
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false;
  }
}

import { setTimeout as pause } from 'node:timers/promises';
import type { Postgres } from './kills-postgres';
import { signal } from './kills-postgres';
import type { Node, Site } from './kills-site';
import type { Random } from './part';

export type Stroke = 'node' | 'postgres' | 'session' | 'both' | 'stop';

export const THEMES: Readonly<Record<string, readonly Stroke[]>> = {
  node: ['node'],
  PostgreSQL: ['postgres'],
  'a process of PostgreSQL': ['session'],
  'node and PostgreSQL at once': ['both'],
  'node or PostgreSQL, stopped for a second': ['stop'],
  'all of these in turn': ['node', 'node', 'node', 'postgres', 'session', 'session', 'both', 'stop'],
};

const STOPPED_MS = 1_000;
/** Until the other processes of PostgreSQL have noticed. */
const NOTICED_MS = 150;
const UP_LIMIT_MS = 240_000;
const UP_PAUSE_MS = 20;

/** Kills, one after the other while the earlier victims start again. */
export class Strokes {
  private readonly recoveries: Promise<number>[] = [];

  constructor(
    private readonly site: Site,
    private readonly postgres: Postgres,
    private readonly random: Random,
    private readonly servesWithinMs: number,
  ) {}

  get count(): number {
    return this.recoveries.length;
  }

  async next(strokes: readonly Stroke[]): Promise<void> {
    const stroke = this.random.pick(strokes);
    const isPostgres = stroke === 'postgres' || stroke === 'both';
    const recovery = await this.recoveryFrom(isPostgres && !this.postgres.mayBeKilled ? 'session' : stroke);
    // `served` throws what fails, not before.
    recovery.seconds.catch(() => undefined);
    this.recoveries.push(recovery.seconds);
  }

  /** Seconds until each victim served again. @throws if one did not */
  async served(): Promise<readonly number[]> {
    return Promise.all(this.recoveries);
  }

  /** An object, since a promise of a promise would wait for both. */
  private async recoveryFrom(stroke: Stroke): Promise<{ seconds: Promise<number> }> {
    switch (stroke) {
      case 'node':
        return { seconds: this.restarted(await this.killNode()) };
      case 'postgres':
        await this.postgres.kill();
        return { seconds: this.recovered() };
      case 'session':
        await this.postgres.killOne(this.random);
        return { seconds: this.recovered() };
      case 'both': {
        const [node] = await Promise.all([this.killNode(), this.postgres.kill()]);
        return { seconds: this.restarted(node) };
      }
      case 'stop':
        await this.stopOne();
        return { seconds: this.recovered() };
    }
  }

  private async killNode(): Promise<Node> {
    const node = await this.someNode();
    await this.site.kill(node);
    return node;
  }

  private async stopOne(): Promise<void> {
    if (this.random.next() < 0.5) {
      await this.postgres.stopFor(STOPPED_MS);
      return;
    }
    const [pid] = (await this.someNode()).child.pids;
    if (pid !== undefined) {
      signal(pid, 'SIGSTOP');
      await pause(STOPPED_MS).finally(() => {
        signal(pid, 'SIGCONT');
      });
    }
  }

  private async someNode(): Promise<Node> {
    const begun = performance.now();
    while (this.site.nodesUp.length === 0) {
      if (performance.now() - begun > UP_LIMIT_MS) {
        throw new Error('no node is up');
      }
      await pause(UP_PAUSE_MS);
    }
    return this.random.pick(this.site.nodesUp);
  }

  private async restarted(node: Node): Promise<number> {
    const begun = performance.now();
    await this.site.startAgain(node);
    return this.serving(begun, () => this.site.nodesUp.filter((other) => other === node));
  }

  private async recovered(): Promise<number> {
    const begun = performance.now();
    await pause(NOTICED_MS);
    return this.serving(begun, () => this.site.nodesUp);
  }

  private async serving(begun: number, nodes: () => readonly Node[]): Promise<number> {
    if (!(await this.site.servesWithin(this.servesWithinMs, nodes))) {
      throw new Error(`no check was answered within ${this.servesWithinMs / 1_000} s`);
    }
    return (performance.now() - begun) / 1_000;
  }
}

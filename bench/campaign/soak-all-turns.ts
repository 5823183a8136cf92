import { setTimeout as pause } from 'node:timers/promises';
import type { Ground } from './part';
import type { Admin } from './soak-all-admin';
import type { LogAudit } from './soak-all-audit';
import type { Nodes } from './soak-all-nodes';
import { remakePartitions } from './soak-all-partitions';
import type { Sales } from './soak-all-sales';
import { backUp, importAndUndo, useConsole, useExports, useLists } from './soak-all-uses';

/** Between two restarts of long runs are some minutes. */
const LEAST_TURN_MS = 300_000;
/** In turns of a long run: a copy of everything takes long, and the log is a part of it. */
const TURNS_BETWEEN_BACKUPS = 6;
const TURNS_BETWEEN_EXPORTS = 3;
/** Afterwards the first node is left alone: memory that it does not give back shows only over hours. */
const SHARE_WITH_BOTH_RESTARTED = 1 / 3;
/** About the time that an import and its undo take. */
const IMPORT_MS = 3_000;
const POLL_MS = 1_000;
/** A requested backup begins within a minute. */
const BACKUP_NEEDS_MS = 75_000;

export interface Work {
  readonly nodes: Nodes;
  readonly admin: Admin;
  readonly sales: Sales;
  readonly audit: LogAudit;
  readonly licenses: number;
  readonly isShort: boolean;
  /** When the last step may begin. */
  readonly until: number;
}

type Step = readonly [name: string, take: () => Promise<void>];

/** All that happens beside the load, one after the other. */
export class Turns {
  private readonly begun = performance.now();

  constructor(
    private readonly ground: Ground,
    private readonly work: Work,
  ) {}

  async run(): Promise<void> {
    for (let turn = 0; this.hasTime(); turn++) {
      const begun = performance.now();
      await this.take(turn);
      while (!this.work.isShort && this.hasTime() && performance.now() - begun < LEAST_TURN_MS) {
        await pause(POLL_MS);
      }
    }
  }

  private async take(turn: number): Promise<void> {
    for (const [name, take] of this.steps(turn)) {
      if (!this.hasTime()) {
        return;
      }
      this.ground.say(`turn ${turn + 1}: ${name}`);
      await take().catch((error: unknown) => this.work.admin.failures.add(`${name} failed: ${String(error)}`));
    }
  }

  private steps(turn: number): Step[] {
    const { nodes, admin, sales, audit, licenses, isShort } = this.work;
    const is = (every: number): boolean => isShort || turn % every === 0;
    const restart = (index: 0 | 1) => () => nodes.restart(index, admin.failures);
    // Whatever the node does for the import, the other one must finish.
    const isTogether = turn % 2 === 1;
    const both = async (): Promise<void> => {
      await Promise.all([importAndUndo(admin), pause(this.ground.random.below(IMPORT_MS)).then(restart(1))]);
    };
    return [
      ['sales', () => sales.burst()],
      ['lists', () => useLists(admin, this.ground.random, licenses)],
      ...(this.restartsFirst ? [['restart of the first node', restart(0)] as const] : []),
      isTogether ? ['import, and restart of the second node', both] : ['import', () => importAndUndo(admin)],
      ['console', () => useConsole(admin)],
      ...(is(TURNS_BETWEEN_EXPORTS) ? [['exports', () => useExports(admin, licenses)] as const] : []),
      ['comparison of the log', () => audit.run()],
      ['partitions', () => remakePartitions(admin)],
      ...(isTogether ? [] : [['restart of the second node', restart(1)] as const]),
      ['sales', () => sales.burst()],
      ...(is(TURNS_BETWEEN_BACKUPS) && this.hasTime(BACKUP_NEEDS_MS) ? [['backup', () => backUp(admin)] as const] : []),
    ];
  }

  private get restartsFirst(): boolean {
    const share = (performance.now() - this.begun) / (this.work.until - this.begun);
    return this.work.isShort || share < SHARE_WITH_BOTH_RESTARTED;
  }

  private hasTime(milliseconds = 0): boolean {
    return performance.now() + milliseconds < this.work.until;
  }
}

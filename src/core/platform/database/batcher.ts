import { setImmediate as nextTurn } from 'node:timers/promises';
import { problem } from '../../common/errors/domain-error';
import { currentSpan, type Span, tracedTogether, tracing } from '../../common/tracing/tracing';
import { type BatchTurns, LARGE_BATCH, type Stage } from './batch-turns';
import { sqlStateOf } from './database-error';

const MAX_BATCH = 256;
export const BATCH_LIMITS = {
  /** Calls that wait for a batch; further ones are refused. */
  waiting: 5_000,
};

// SQLSTATE: deadlocks and serialization failures.
const RETRYABLE = /^(40001|40P01)$/;
// SQLSTATE classes of lost connections, missing resources, read-only databases and shutdowns: they affect every member.
const AWAY = /^(08|25|53|57P)/;

export interface BatchFigures {
  readonly batches: number;
  readonly items: number;
  readonly waiting: number;
  /** Age of the oldest running batch in milliseconds. */
  readonly age: number;
}

interface Member<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
  /** The caller's span, if tracing is on. */
  readonly span: Span | undefined;
}

/**
 * Collects items while a statement is running and sends them together with the next one. There is no timer: an idle
 * server adds no delay. If a batch fails because of one member, all members are sent singly.
 */
export class Batcher<Item, Result> {
  private readonly waiting: Member<Item, Result>[] = [];
  private readonly running = new Set<Promise<void>>();
  /** Start times of the running batches, oldest first. */
  private readonly begun = new Set<{ readonly at: number }>();
  /** Number of running batches that still accept items. */
  private active = 0;
  private batches = 0;
  private items = 0;

  /** Names its spans. */
  name = '';
  private turn: { readonly turns: BatchTurns; readonly stage: Stage } | undefined = undefined;
  /** Called after each batch with the number of its items and its duration in seconds. */
  onSettled: (items: number, seconds: number) => void = () => undefined;

  /**
   * @param runBatch returns one result per item, in their order
   * @param runSingly is called for the members of a failed batch
   * @param concurrency number of batches that run at the same time
   */
  constructor(
    private readonly runBatch: (items: readonly Item[]) => Promise<readonly Result[]>,
    private readonly runSingly: (item: Item) => Promise<Result>,
    private readonly concurrency = 1,
  ) {}

  /** @throws Unavailable if too many items are waiting */
  add(item: Item): Promise<Result> {
    if (this.waiting.length >= BATCH_LIMITS.waiting) {
      throw problem('CHECKS_BUSY');
    }
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject, span: currentSpan() });
      this.start();
      if (this.waiting.length === LARGE_BATCH) {
        this.turn?.turns.reconsider();
      }
    });
  }

  /** Small batches of this batcher and of the other stage run one after another. */
  takeTurns(turns: BatchTurns, stage: Stage): void {
    this.turn = { turns, stage };
    turns.set(stage, this);
  }

  get waitingItems(): number {
    return this.waiting.length;
  }

  /** Totals since the start, the number of items that wait for the next batch, and the age of the oldest one. */
  get figures(): BatchFigures {
    const [oldest] = this.begun;
    const age = oldest ? performance.now() - oldest.at : 0;
    return { batches: this.batches, items: this.items, waiting: this.waiting.length, age };
  }

  get isIdle(): boolean {
    return this.running.size === 0;
  }

  /** Resolves when no item is waiting or running in a batch. */
  async drain(): Promise<void> {
    await Promise.all(this.running);
  }

  private start(): void {
    if (this.active < this.concurrency) {
      this.active += 1;
      const run: Promise<void> = this.runAll().finally(() => this.running.delete(run));
      this.running.add(run);
    }
  }

  private async runAll(): Promise<void> {
    // Requests that were received together share a batch.
    await nextTurn();
    while (this.waiting.length > 0) {
      await this.turn?.turns.begin(this.turn.stage);
      await this.settle(this.waiting.splice(0, MAX_BATCH));
      await nextTurn();
    }
    // At once: what is added from now on starts the next run.
    this.active -= 1;
  }

  private async settle(members: readonly Member<Item, Result>[]): Promise<void> {
    this.batches += 1;
    this.items += members.length;
    const begun = { at: performance.now() };
    this.begun.add(begun);
    try {
      const results = await this.runInTurn(members);
      members.forEach(({ resolve, reject }, index) => {
        const result = results[index];
        if (result === undefined) {
          reject(new Error('A batch returned no result for a member'));
        } else {
          resolve(result);
        }
      });
    } catch (error) {
      // Not awaited: a member that waits for a lock must not delay the next batch.
      members.forEach((member) => (isOfOneMember(error) ? void this.settleSingly(member) : member.reject(error)));
    } finally {
      this.begun.delete(begun);
      this.onSettled(members.length, (performance.now() - begun.at) / 1000);
    }
  }

  private runTraced(members: readonly Member<Item, Result>[]): Promise<readonly Result[]> {
    const items = members.map(({ item }) => item);
    if (!tracing.tracer) {
      return this.runWithRetry(items);
    }
    const spans = members.map(({ span }) => span);
    const attributes = { 'db.operation.batch.size': items.length };
    return tracedTogether(`batch ${this.name}`, spans, attributes, () => this.runWithRetry(items));
  }

  private async runInTurn(members: readonly Member<Item, Result>[]): Promise<readonly Result[]> {
    try {
      return await this.runTraced(members);
    } finally {
      this.turn?.turns.end();
    }
  }

  private async runWithRetry(items: readonly Item[]): Promise<readonly Result[]> {
    try {
      return await this.runBatch(items);
    } catch (error) {
      if (RETRYABLE.test(sqlStateOf(error))) {
        return this.runBatch(items);
      }
      throw error;
    }
  }

  private settleSingly({ item, resolve, reject }: Member<Item, Result>): Promise<void> {
    return this.runSingly(item).then(resolve, reject);
  }
}

function isOfOneMember(error: unknown): boolean {
  const state = sqlStateOf(error);
  return state !== '' && !AWAY.test(state);
}

import { problem } from '../errors/domain-error';

export interface SemaphoreLimits {
  /** Concurrent holders per key. */
  readonly permits: number;
  /** Maximum number of waiters per key. */
  readonly queue: number;
  /** Maximum wait in milliseconds. */
  readonly timeoutMs: number;
}

interface Queue {
  held: number;
  readonly waiting: (() => void)[];
}

/** Limits concurrent work per key; further callers wait in memory, first come, first served. */
export class KeyedSemaphore {
  private readonly queues = new Map<string, Queue>();

  constructor(private readonly limits: SemaphoreLimits) {}

  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    await this.acquire(key);
    try {
      return await work();
    } finally {
      this.release(key);
    }
  }

  private async acquire(key: string): Promise<void> {
    const queue = this.queues.get(key) ?? { held: 0, waiting: [] };
    this.queues.set(key, queue);
    if (queue.held < this.limits.permits) {
      queue.held += 1;
      return;
    }
    if (queue.waiting.length >= this.limits.queue) {
      throw problem('RESOURCE_BUSY');
    }
    await this.permitIn(queue);
  }

  /** Resolves when a holder releases its permit. */
  private permitIn({ waiting }: Queue): Promise<void> {
    return new Promise((resolve, reject) => {
      const giveUp = setTimeout(() => {
        waiting.splice(waiting.indexOf(take), 1);
        reject(problem('RESOURCE_BLOCKED'));
      }, this.limits.timeoutMs);
      const take = (): void => {
        clearTimeout(giveUp);
        resolve();
      };
      waiting.push(take);
    });
  }

  private release(key: string): void {
    const queue = this.queues.get(key);
    const next = queue?.waiting.shift();
    if (next) {
      next();
    } else if (queue && --queue.held === 0) {
      this.queues.delete(key);
    }
  }
}

import { Unavailable } from './errors/domain-error';

export interface SemaphoreLimits {
  /** Holders of one key at a time. */
  readonly permits: number;
  /** Those of one key who may wait for a permit. */
  readonly queue: number;
  /** Milliseconds after which one who waits is refused. */
  readonly patience: number;
}

interface Line {
  held: number;
  readonly waiting: (() => void)[];
}

/** Lets a few at a time do the work of one key; more of them wait in memory, in the order in which they came. */
export class KeyedSemaphore {
  private readonly lines = new Map<string, Line>();

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
    const line = this.lines.get(key) ?? { held: 0, waiting: [] };
    this.lines.set(key, line);
    if (line.held < this.limits.permits) {
      line.held += 1;
      return;
    }
    if (line.waiting.length >= this.limits.queue) {
      throw new Unavailable('Too many requests are about the same thing: try again in a moment');
    }
    await this.permitIn(line);
  }

  /** Handed over by the holder who is done. */
  private permitIn({ waiting }: Line): Promise<void> {
    return new Promise((resolve, reject) => {
      const giveUp = setTimeout(() => {
        waiting.splice(waiting.indexOf(take), 1);
        reject(new Unavailable('Requests about the same thing took too long: try again in a moment'));
      }, this.limits.patience);
      const take = (): void => {
        clearTimeout(giveUp);
        resolve();
      };
      waiting.push(take);
    });
  }

  private release(key: string): void {
    const line = this.lines.get(key);
    const next = line?.waiting.shift();
    if (next) {
      next();
    } else if (line && --line.held === 0) {
      this.lines.delete(key);
    }
  }
}

import type { Cleanup } from '../cleanup';
import type { Database } from '../database';
import type { Row } from '../report';

/** A part of the campaign: what it tries again and again until its time is over. */
export interface Part {
  readonly name: string;
  /** Its share of the hours. */
  readonly share: number;
  /** What must hold, as a sentence of the report. */
  readonly wanted: string;
  run(ground: Ground): Promise<Outcome>;
}

/** What a part works with. */
export interface Ground {
  /** Its PostgreSQL, with a database of its own for each name. */
  readonly database: Database;
  /** Runs when the part is over. */
  readonly cleanup: Cleanup;
  /** The same numbers for the same seed. */
  readonly random: Random;
  /** Of the whole time of the part; what it fills before it begins counts. */
  readonly seconds: number;
  hasTime(): boolean;
  /** A line of progress. */
  say(line: string): void;
}

export interface Outcome {
  /** What was done, for the report: one row for each kind. */
  readonly rows: readonly Row[];
  /** What must not be, each as a sentence with all that is needed to repeat it. */
  readonly failures: readonly string[];
  /** What this machine could not do, and why. */
  readonly leftOut: readonly string[];
}

/** Random numbers that a seed repeats. */
export class Random {
  constructor(private state: number) {}

  /** From 0 to below 1 (mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** From 0 to below the number. */
  below(count: number): number {
    return Math.floor(this.next() * count);
  }

  pick<T>(values: readonly [T, ...T[]] | readonly T[]): T {
    return values[this.below(values.length)] as T;
  }
}

const MOST_FAILURES = 50;

/** Collects failures: the first ones whole, the others as a count. */
export class Failures {
  private readonly kept: string[] = [];
  private count = 0;

  add(sentence: string): void {
    this.count += 1;
    if (this.kept.length < MOST_FAILURES) {
      this.kept.push(sentence);
      console.error(`  FAILED: ${sentence}`);
    }
  }

  get all(): readonly string[] {
    const more = this.count - this.kept.length;
    return more > 0 ? [...this.kept, `… and ${more} more`] : this.kept;
  }
}

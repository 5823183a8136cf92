import { randomBytes } from 'node:crypto';

const SEEDS = [randomBytes(4).readInt32LE(), randomBytes(4).readInt32LE()] as const;

/**
 * 64 bits for a name, as two whole numbers of 32. Two names of a million have the same in one of a billion processes; nobody can
 * choose them, because each process begins with random numbers. It stands for a name where its text would take more memory and time.
 */
export class NameHash {
  high = 0;
  low = 0;

  /** Replaces the numbers by those of another name. */
  of(name: string): this {
    let [high, low] = SEEDS;
    for (let index = 0; index < name.length; index += 1) {
      const code = name.charCodeAt(index);
      high = mixed(Math.imul(high ^ code, 0x85ebca6b), 13);
      low = mixed(Math.imul(low ^ code, 0xc2b2ae35), 15);
    }
    this.high = mixed(Math.imul(high, 0xc2b2ae35), 16);
    this.low = mixed(Math.imul(low, 0x85ebca6b), 16);
    return this;
  }
}

function mixed(value: number, shift: number): number {
  return value ^ (value >>> shift);
}

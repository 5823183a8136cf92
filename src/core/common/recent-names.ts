import { NameHash } from './name-hash';

/** Names share a set of so many places. */
const WAYS = 4;
const NUMBERS = 2 * WAYS;

/**
 * The names that were noted or asked for last, roughly as many as there are places: in each set of four, the one of longest ago is
 * forgotten. It takes eight bytes for a place, whatever the length of the names.
 */
export class RecentNames {
  /** Hashes by set, in each set the last one first. */
  private readonly hashes: Int32Array;
  private readonly sets: number;
  private readonly hash = new NameHash();

  constructor(places: number) {
    this.sets = Math.max(1, Math.ceil(places / WAYS));
    this.hashes = new Int32Array(this.sets * NUMBERS);
  }

  /** Like `note`, for a name that may be new: it is not noted then. */
  has(name: string): boolean {
    const found = this.find(name);
    if (found !== undefined) {
      this.putFirst(found);
    }
    return found !== undefined;
  }

  /** Whether it had been noted before. */
  note(name: string): boolean {
    const found = this.find(name);
    this.putFirst(found ?? this.start + NUMBERS - 2);
    return found !== undefined;
  }

  delete(name: string): void {
    const found = this.find(name);
    if (found !== undefined) {
      this.hashes.fill(0, found, found + 2);
    }
  }

  /** Where the name stands. The hash is that of the name afterwards. */
  private find(name: string): number | undefined {
    const { high, low } = this.hash.of(name);
    const { hashes, start } = this;
    for (let index = start; index < start + NUMBERS; index += 2) {
      if (hashes[index] === high && hashes[index + 1] === low) {
        return index;
      }
    }
    return undefined;
  }

  /** Puts the name that was hashed last before the others of its set, in place of what stands there. */
  private putFirst(place: number): void {
    const { start } = this;
    this.hashes.copyWithin(start + 2, start, place);
    this.hashes[start] = this.hash.high;
    this.hashes[start + 1] = this.hash.low;
  }

  /** Where the set of the name that was hashed last begins. */
  private get start(): number {
    return ((this.hash.high >>> 0) % this.sets) * NUMBERS;
  }
}

import { NameHash } from '../name-hash';

/** Places at first, a power of two. */
const FIRST_PLACES = 1_024;
/** Eight bytes each: the time of the window's end, its hits, and the hash of its name. */
const [ENDS, HITS, HASH, WIDTH] = [0, 1, 2, 3];

/**
 * Windows by name, each with the time of its end and its hits. A hash table in one buffer: a busy server begins thousands of
 * windows a second, and names and objects in a map cost it several times as much. Half of the places are free at least; before it
 * grows, windows that have ended are removed, which bounds the memory.
 */
export class LimitWindows {
  /** Places that are taken, also by windows that have ended. */
  size = 0;
  private readonly hash = new NameHash();
  private numbers = new Float64Array(0);
  /** The same bytes, for hashes. */
  private words = new Int32Array(0);

  constructor() {
    this.clear(FIRST_PLACES);
  }

  /** Where the window stands until another one begins; undefined if none is running. */
  running(name: string, now: number): number | undefined {
    const place = this.find(name);
    return place !== undefined && this.endOf(place) > now ? place : undefined;
  }

  /** Like `running`. Begins a window if there is none. */
  begun(name: string, lengthMs: number, now: number): number {
    const known = this.find(name);
    if (known !== undefined && this.endOf(known) > now) {
      return known;
    }
    const place = known ?? this.added(now);
    this.numbers[place + ENDS] = now + lengthMs;
    this.numbers[place + HITS] = 0;
    return place;
  }

  endOf(place: number): number {
    return this.numbers[place + ENDS] ?? 0;
  }

  hitsOf(place: number): number {
    return this.numbers[place + HITS] ?? 0;
  }

  /** The hits of the window with these. */
  add(place: number, hits: number): number {
    return (this.numbers[place + HITS] = this.hitsOf(place) + hits);
  }

  private clear(places: number): void {
    this.numbers = new Float64Array(places * WIDTH);
    this.words = new Int32Array(this.numbers.buffer);
    this.size = 0;
  }

  /** The hash is that of the name afterwards. */
  private find(name: string): number | undefined {
    const { high, low } = this.hash.of(name);
    const { numbers, words } = this;
    for (let place = this.first(high); numbers[place + ENDS] !== 0; place = this.next(place)) {
      const at = 2 * (place + HASH);
      if (words[at] === high && words[at + 1] === low) {
        return place;
      }
    }
    return undefined;
  }

  /** A place for the name that was sought last and not found. */
  private added(now: number): number {
    const { high, low } = this.hash;
    if (this.size * WIDTH * 2 >= this.numbers.length) {
      this.makeRoom(now);
    }
    return this.take(high, low, now);
  }

  private take(high: number, low: number, now: number): number {
    let place = this.first(high);
    while (this.endOf(place) > now) {
      place = this.next(place);
    }
    this.size += this.endOf(place) === 0 ? 1 : 0;
    this.words[2 * (place + HASH)] = high;
    this.words[2 * (place + HASH) + 1] = low;
    return place;
  }

  /** Keeps the running windows, in as many places as they need. */
  private makeRoom(now: number): void {
    const { numbers, words } = this;
    const running: number[] = [];
    for (let place = 0; place < numbers.length; place += WIDTH) {
      if ((numbers[place + ENDS] ?? 0) > now) {
        running.push(place);
      }
    }
    this.clear(Math.max(FIRST_PLACES, 2 ** Math.ceil(Math.log2(4 * running.length))));
    for (const from of running) {
      const place = this.take(words[2 * (from + HASH)] ?? 0, words[2 * (from + HASH) + 1] ?? 0, now);
      this.numbers[place + ENDS] = numbers[from + ENDS] ?? 0;
      this.numbers[place + HITS] = numbers[from + HITS] ?? 0;
    }
  }

  private first(high: number): number {
    return (high & (this.numbers.length / WIDTH - 1)) * WIDTH;
  }

  private next(place: number): number {
    return place + WIDTH < this.numbers.length ? place + WIDTH : 0;
  }
}

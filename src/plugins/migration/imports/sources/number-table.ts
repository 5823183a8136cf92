import { UnreadableFile } from './unreadable-file';

const PAGE = 4_096;
const NONE = -(2 ** 31);
const MAX_PAGES = 5_000;

/** Whole numbers of 32 bits by the id of a row, in 4 bytes each: a map would take a hundred. */
export class NumberTable {
  private readonly pages = new Map<number, Int32Array>();

  constructor(private readonly maxPages = MAX_PAGES) {}

  get(id: number): number | undefined {
    const found = this.pages.get(Math.floor(id / PAGE))?.[id % PAGE];
    return found === NONE ? undefined : found;
  }

  /** A value outside the range of 32 bits becomes its limit; a row with an invalid id is skipped. */
  set(id: number, value: number): void {
    if (!Number.isSafeInteger(id) || id < 0) {
      return;
    }
    const page = this.page(Math.floor(id / PAGE));
    page[id % PAGE] = Math.min(Math.max(Math.trunc(value), NONE + 1), -NONE - 1);
  }

  private page(number: number): Int32Array {
    const found = this.pages.get(number);
    if (found) {
      return found;
    }
    if (this.pages.size >= this.maxPages) {
      throw new UnreadableFile('too_many_rows', 'The ids of the rows are too far apart');
    }
    const page = new Int32Array(PAGE).fill(NONE);
    this.pages.set(number, page);
    return page;
  }
}

import type { Answer } from './answer';
import { ApiPromise } from './api-promise';

/** One page of a list. */
export interface Page<Item> {
  items: Item[];
  /** Cursor to send as `after` for the next page; null at the end. In a feed it is never null and does not move at the end. */
  next: string | null;
}

/**
 * A list: await it for its first page, or iterate over it for all items. `for await (const license of keyward.licenses.list())`
 * fetches page after page as items are consumed, and no page in advance. Events in the order `oldest` end with the newest one.
 */
export class PagePromise<Item> extends ApiPromise<Page<Item>> implements AsyncIterable<Item> {
  readonly #fetchPage: (after: string) => Promise<Page<Item>>;
  readonly #start: unknown;

  /** @param start the cursor after which the first page begins */
  constructor(
    firstPage: Promise<Answer<Page<Item>>>,
    fetchPage: (after: string) => Promise<Page<Item>>,
    start: unknown,
  ) {
    super(firstPage);
    this.#fetchPage = fetchPage;
    this.#start = start;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    let { items, next } = await this;
    yield* items;
    for (let after = this.#start; next !== null && next !== after;) {
      after = next;
      ({ items, next } = await this.#fetchPage(next));
      yield* items;
    }
  }
}

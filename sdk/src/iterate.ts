/** One page of a list of the native API. */
export interface Page<Item> {
  items: Item[];
  /** Cursor to send as `after` for the next page; null at the end. In a feed it is never null and does not move at the end. */
  next: string | null;
}

/**
 * All items of a list, fetched page by page as they are consumed:
 * `for await (const license of iterate((after) => keyward.licenses.listLicenses({ after })))`. Events in the order `oldest`
 * end with the newest one.
 */
export async function* iterate<Item>(
  fetchPage: (after: string | undefined) => Promise<Page<Item>>,
): AsyncGenerator<Item, void, undefined> {
  let after: string | undefined;
  for (let isEnd = false; !isEnd;) {
    const { items, next } = await fetchPage(after);
    yield* items;
    isEnd = next === null || next === after;
    after = next ?? undefined;
  }
}

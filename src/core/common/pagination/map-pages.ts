/** Maps the rows of all pages. */
export async function* mapPages<T, U>(pages: AsyncIterable<T[]>, change: (row: T) => U): AsyncGenerator<U[]> {
  for await (const rows of pages) {
    yield rows.map((row) => change(row));
  }
}

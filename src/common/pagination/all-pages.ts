import type { Page } from './page-request';

/** Maps the rows of all pages. */
export async function* mapPages<T, U>(pages: AsyncIterable<T[]>, change: (row: T) => U): AsyncGenerator<U[]> {
  for await (const rows of pages) {
    yield rows.map((row) => change(row));
  }
}

/** Reads all pages lazily. No resources are held between pages. */
export async function* allPages<T>(read: (after: string | undefined) => Promise<Page<T>>): AsyncGenerator<T[]> {
  for (let after: string | null | undefined; after !== null;) {
    const { rows, next } = await read(after);
    yield rows;
    after = next;
  }
}

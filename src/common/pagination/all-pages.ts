import type { Page } from './page-request';

/** The rows of these pages as something else. */
export async function* mapPages<T, U>(pages: AsyncIterable<T[]>, change: (row: T) => U): AsyncGenerator<U[]> {
  for await (const rows of pages) {
    yield rows.map((row) => change(row));
  }
}

/** The rows of every page, read one page after the other as they are taken. Nothing is held open in between. */
export async function* allPages<T>(read: (after: string | undefined) => Promise<Page<T>>): AsyncGenerator<T[]> {
  for (let after: string | null | undefined; after !== null;) {
    const { rows, next } = await read(after);
    yield rows;
    after = next;
  }
}

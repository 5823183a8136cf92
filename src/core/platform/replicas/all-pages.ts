import type { Page } from '../../common/pagination/page-request';
import { replicaReading } from '../database/replica-reads.service';

/**
 * Reads all pages lazily, from a replica if the caller reads from one: pages may be loaded outside the request's context. No
 * resources are held between pages.
 */
export function allPages<T>(read: (after: string | undefined) => Promise<Page<T>>): AsyncGenerator<T[]> {
  const again = replicaReading.current?.again;
  return pagesOf((after) => (again ? again(() => read(after)) : read(after)));
}

async function* pagesOf<T>(read: (after: string | undefined) => Promise<Page<T>>): AsyncGenerator<T[]> {
  for (let after: string | null | undefined; after !== null;) {
    const { rows, next } = await read(after);
    yield rows;
    after = next;
  }
}

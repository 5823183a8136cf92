import { UnitOfWork } from '../../src/core/platform/database/unit-of-work';
import type { TestServer } from '../testkit/server';

class RollBack extends Error {}

/** Leaves the rows as they were. */
export async function rolledBack<T>(server: TestServer, call: () => Promise<T>): Promise<T> {
  let result: { value: T } | undefined;
  await server.app
    .get(UnitOfWork)
    .run(async () => {
      result = { value: await call() };
      throw new RollBack();
    })
    .catch((error: unknown) => {
      if (!(error instanceof RollBack)) {
        throw error;
      }
    });
  if (!result) {
    throw new Error('The call has no result');
  }
  return result.value;
}

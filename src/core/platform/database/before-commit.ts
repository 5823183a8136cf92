import type { EntityManager } from 'typeorm';
import { ContextVariable } from '../../common/async-context';

type Work<T> = (manager: EntityManager, locked: readonly object[]) => Promise<T>;

const current = new ContextVariable<() => Promise<void>>();

/** Runs the work. Each of its transactions calls the statement before its commit, and is rolled back if that fails. */
export function beforeCommits<T>(statement: () => Promise<void>, work: () => Promise<T>): Promise<T> {
  return current.run(statement, work);
}

/** The work of a transaction, with the statement that was set around it. */
export function withBeforeCommit<T>(work: Work<T>): Work<T> {
  const statement = current.current;
  if (!statement) {
    return work;
  }
  return async (manager, locked) => {
    const result = await work(manager, locked);
    await statement();
    return result;
  };
}

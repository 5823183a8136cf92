import type { PoolClient, QueryResult } from 'pg';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { ContextVariable } from '../../common/async-context';
import { DomainError, problem } from '../../common/errors/domain-error';
import { limitSilence } from './health-checked-pool';
import { isOutcomeUnknown } from './database-error';
import { SET_PLANNER } from './planner-settings';

/** Limits of the statements of a batch, in which many requests wait for one connection. */
export const BATCH_LIMITS = {
  /** Statement timeout in milliseconds. */
  statement: 5_000,
  /** A connection that is silent for longer than a statement may take is replaced. */
  answer: 7_000,
};

export type Work<T> = (manager: EntityManager, locked: readonly object[]) => Promise<T>;

type Outcome<T> = { readonly value: T } | { readonly error: DomainError };

/** A statement that runs before each commit. */
const beforeCommit = new ContextVariable<() => Promise<void>>();

/** Starts a transaction and returns the rows that it has locked. */
export type Begin = (runner: QueryRunner) => Promise<readonly object[]>;

/**
 * TypeORM starts a transaction in a round trip of its own; this sets its state instead. Work under a lock is about
 * single licenses: without these settings, PostgreSQL plans its statements anew each time.
 */
export async function start(runner: QueryRunner, lock: string | undefined): Promise<readonly object[]> {
  if (lock === undefined) {
    await runner.startTransaction();
    return [];
  }
  const client = (await runner.connect()) as PoolClient;
  Object.assign(runner, { isTransactionActive: true });
  // Several statements have as many results, which the types of `pg` omit.
  const results: QueryResult<object> = await client.query<object>(`START TRANSACTION; ${SET_PLANNER}${lock}`);
  return [results].flat().at(-1)?.rows ?? [];
}

/** Starts a transaction with the limits of a batch. */
export async function startBatch(runner: QueryRunner, lock: string): Promise<readonly object[]> {
  limitSilence((await runner.connect()) as PoolClient, BATCH_LIMITS.answer);
  return start(runner, `SET LOCAL statement_timeout = ${BATCH_LIMITS.statement}; ${lock}`);
}

/** Other statements that change something are safe to repeat, such as heartbeats: only a COMMIT needs its answer. */
async function commit(runner: QueryRunner): Promise<void> {
  try {
    await runner.commitTransaction();
  } catch (error) {
    throw isOutcomeUnknown(error) ? problem('OUTCOME_UNKNOWN', { cause: error }) : error;
  }
}

/** Runs the work. Each of its transactions calls the statement before its commit, and is rolled back if that fails. */
export function beforeCommits<T>(statement: () => Promise<void>, work: () => Promise<T>): Promise<T> {
  return beforeCommit.run(statement, work);
}

/** The work of a transaction, with the statement that was set around it. */
export function withBeforeCommit<T>(work: Work<T>): Work<T> {
  const statement = beforeCommit.current;
  if (!statement) {
    return work;
  }
  return async (manager, locked) => {
    const result = await work(manager, locked);
    await statement();
    return result;
  };
}

/** Runs the work in a transaction of its own, on a connection of the pool. */
export async function inTransaction<T>(dataSource: DataSource, begin: Begin, work: Work<T>): Promise<T> {
  const runner = dataSource.createQueryRunner();
  try {
    const locked = await begin(runner);
    const result = await work(runner.manager, locked);
    await commit(runner);
    return result;
  } catch (error) {
    await runner.rollbackTransaction().catch(() => undefined);
    throw error;
  } finally {
    await runner.release();
  }
}

/** The outcome of work whose recorded errors are thrown after the commit. */
export async function settled<T>(work: Promise<T>): Promise<Outcome<T>> {
  try {
    return { value: await work };
  } catch (error) {
    if (error instanceof DomainError && error.isRecorded) {
      return { error };
    }
    throw error;
  }
}

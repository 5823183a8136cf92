import type { PoolClient, QueryResult } from 'pg';
import type { QueryRunner } from 'typeorm';
import { problem } from '../../common/errors/domain-error';
import { limitSilence } from './connection-watch';
import { isOutcomeUnknown } from './database-error';
import { SET_PLANNER } from './planner-settings';

/** Limits of the statements of a batch, in which many requests wait for one connection. */
export const BATCH_LIMITS = {
  /** Statement timeout in milliseconds. */
  statement: 5_000,
  /** A connection that is silent for longer than a statement may take is replaced. */
  answer: 7_000,
};

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
export async function commit(runner: QueryRunner): Promise<void> {
  try {
    await runner.commitTransaction();
  } catch (error) {
    throw isOutcomeUnknown(error) ? problem('OUTCOME_UNKNOWN', { cause: error }) : error;
  }
}

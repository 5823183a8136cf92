import { setTimeout as pause } from 'node:timers/promises';
import { QueryFailedError, type QueryRunner } from 'typeorm';

const LOCK_NOT_AVAILABLE = '55P03';
const PAUSE_MS = 500;

/**
 * Runs a transaction that locks a table, and repeats it until it gets the lock. It waits only briefly each time, because
 * later writers queue behind it.
 */
export async function onceNotBusy(queryRunner: QueryRunner, work: () => Promise<void>): Promise<void> {
  while (!(await unlessBusy(queryRunner, work))) {
    await pause(PAUSE_MS);
  }
}

async function unlessBusy(queryRunner: QueryRunner, work: () => Promise<void>): Promise<boolean> {
  await queryRunner.startTransaction();
  try {
    await queryRunner.query(`SET LOCAL lock_timeout = '500ms'`);
    await work();
    await queryRunner.commitTransaction();
    return true;
  } catch (error) {
    await queryRunner.rollbackTransaction();
    if (error instanceof QueryFailedError && 'code' in error && error.code === LOCK_NOT_AVAILABLE) {
      return false;
    }
    throw error;
  }
}

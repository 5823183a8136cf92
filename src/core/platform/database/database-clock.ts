import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../common/clock';
import { DomainError, problem } from '../../common/errors/domain-error';
import { UnitOfWork } from './unit-of-work';

/** A node whose clock differs by more runs nothing that deletes, ends or mails by time. */
export const MAX_CLOCK_DIFFERENCE_MS = 60_000;

export interface DatabaseTime {
  readonly time: Date;
  /** Milliseconds by which the clock of this machine is ahead; negative if it is behind. */
  readonly aheadMs: number;
}

/** The clock of the database, which all nodes share. */
@Injectable()
export class DatabaseClock {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  read(): Promise<DatabaseTime> {
    return readDatabaseTime(this.work.manager, () => this.clock.machine().getTime());
  }

  /**
   * Runs work in which `Clock` shows the time of the database, as work does that deletes, ends or mails by time. Throws
   * NOT_READY_CLOCK_AHEAD or NOT_READY_CLOCK_BEHIND if the clock of this machine differs by more than a minute.
   */
  async follow<T>(work: () => Promise<T>): Promise<T> {
    const read = await this.read();
    refuseDifference(read);
    return this.clock.follow(read.time, work);
  }

  /** Like `follow`, but does nothing while the clock differs. The readiness of the node, its log and an alert say so. */
  async followIfRight(work: () => Promise<void>): Promise<void> {
    const { time, aheadMs } = await this.read();
    if (Math.abs(aheadMs) <= MAX_CLOCK_DIFFERENCE_MS) {
      await this.clock.follow(time, work);
    }
  }

  /** Runs work in which `Clock` shows the time of the database, also if the clock of this machine differs. */
  async followAnyway<T>(work: () => Promise<T>): Promise<T> {
    const { time } = await this.read();
    return this.clock.follow(time, work);
  }

  now(): Promise<Date> {
    return this.followAnyway(() => Promise.resolve(this.clock.now()));
  }
}

/** Reads the clock between two readings of that of this machine, so that a slow answer is no difference. */
export async function readDatabaseTime(
  manager: Pick<EntityManager, 'query'>,
  machine: () => number = Date.now,
): Promise<DatabaseTime> {
  const before = machine();
  const [{ time }] = await manager.query<[{ time: Date }]>('SELECT clock_timestamp() AS time');
  const after = machine();
  const at = time.getTime();
  return { time, aheadMs: before > at ? before - at : Math.min(0, after - at) };
}

/** Whether an error says that the clock of this machine is wrong. */
export function isClockDifference(error: unknown): error is DomainError {
  return error instanceof DomainError && error.rule.startsWith('NOT_READY_CLOCK');
}

/** Throws NOT_READY_CLOCK_AHEAD or NOT_READY_CLOCK_BEHIND. */
export function refuseDifference({ aheadMs }: Pick<DatabaseTime, 'aheadMs'>): void {
  if (Math.abs(aheadMs) > MAX_CLOCK_DIFFERENCE_MS) {
    const seconds = Math.round(Math.abs(aheadMs) / 1_000);
    throw aheadMs > 0 ? problem('NOT_READY_CLOCK_AHEAD', { seconds }) : problem('NOT_READY_CLOCK_BEHIND', { seconds });
  }
}

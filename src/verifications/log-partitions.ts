import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock';
import { makePartitions } from '../database/partitions';
import { UnitOfWork } from '../database/unit-of-work';

/** Keeps months ahead ready for the log, and makes those that a start had to leave out. */
@Injectable()
export class LogPartitions {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  makeAhead(): Promise<void> {
    return makePartitions(this.work.manager, this.clock.now());
  }
}

import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { makePartitions } from './partitions';
import { UnitOfWork } from '../../platform/database/unit-of-work';

/** Keeps months ahead ready for the log, and makes those that a start had to leave out. */
@Injectable()
export class LogPartitionsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  makeAhead(): Promise<void> {
    return makePartitions(this.work.manager, this.clock.now());
  }
}

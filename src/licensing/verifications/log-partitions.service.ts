import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { makePartitions } from './partitions';
import { UnitOfWork } from '../../platform/database/unit-of-work';

/** Creates log partitions in advance, including those skipped at startup. */
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

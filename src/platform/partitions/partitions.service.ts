import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { Clock } from '../../common/clock';
import { UnitOfWork } from '../database/unit-of-work';
import { SettingValuesService } from '../settings/setting-values.service';
import { dropPartitions } from './drop-partitions';
import { makePartitions } from './make-partitions';
import { PartitionedTable } from './partitioned-table';

const DAY = 86_400_000;

/** Creates the partitions of all logs in advance, and drops those that are older than their retention. */
@Injectable()
export class PartitionsService {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly work: UnitOfWork,
    private readonly settings: SettingValuesService,
    private readonly clock: Clock,
  ) {}

  /** Includes the partitions skipped at startup. */
  makeAhead(): Promise<void> {
    return this.forEach(({ name }) => makePartitions(this.work.manager, name, this.clock.now()));
  }

  /** Reads the settings from the database: a node that missed a change must not delete too much. */
  async dropExpired(): Promise<void> {
    const settings = await this.settings.read();
    await this.forEach(async ({ name, retentionDays }) => {
      const days = settings.get(retentionDays);
      if (days > 0) {
        await dropPartitions(this.work.manager, name, new Date(this.clock.now().getTime() - days * DAY));
      }
    });
  }

  /** A failure for one table does not keep the others from being processed. */
  private async forEach(process: (table: PartitionedTable) => Promise<void>): Promise<void> {
    const failures: unknown[] = [];
    for (const table of this.tables()) {
      await process(table).catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) {
      throw failures[0];
    }
  }

  private tables(): PartitionedTable[] {
    const instances: unknown[] = this.discovery.getProviders().map(({ instance }): unknown => instance);
    return instances.filter((instance) => instance instanceof PartitionedTable);
  }
}

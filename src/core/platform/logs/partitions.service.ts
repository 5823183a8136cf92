import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { PluginServices } from '../../common/plugins/plugin-services';
import { countRows } from '../database/read-page';
import { UnitOfWork } from '../database/unit-of-work';
import { SettingValuesService } from '../settings/setting-values.service';
import { dropPartitions } from './drop-partitions';
import { makePartitions } from './make-partitions';
import { type Month, monthNamed } from './month';
import { PartitionedTable } from './partitioned-table';
import { DAY } from '../../common/calendar';

/** Months of a log that is partitioned. */
export interface LogPartitions {
  readonly table: string;
  /** Number of months that have a partition. */
  readonly months: number;
  /** First days of the first and the last month. */
  readonly first: Date | null;
  readonly last: Date | null;
  /** Estimated rows that are in no month's partition. */
  readonly rowsInDefault: number;
  /** 0 keeps all. */
  readonly retentionDays: number;
}

/** Months of a log, by the statistics of the database. */
export interface LogMonths {
  /** Name of the setting with the days for which the log is kept. */
  readonly setting: string;
  /** Oldest first, with estimates of their rows. */
  readonly months: readonly (Month & { readonly rows: number })[];
}

export interface ExpiringMonths {
  /** Exact up to 100,000, an estimate above. */
  readonly rows: number;
  /** The first and the last day, in UTC. */
  readonly from: Date;
  readonly to: Date;
}

interface PartitionRow {
  readonly table: string;
  readonly partition: string;
  readonly rows: number;
}

const PARTITIONS = `
  SELECT log.relname AS table, part.relname AS partition, greatest(part.reltuples, 0)::bigint AS rows
  FROM pg_inherits
  JOIN pg_class AS log ON log.oid = inhparent
  JOIN pg_class AS part ON part.oid = inhrelid
  WHERE log.oid = ANY ($1::regclass[]) ORDER BY part.relname`;

/** Creates the partitions of all logs in advance, and drops those that are older than their retention. */
@Injectable()
export class PartitionsService {
  constructor(
    private readonly services: PluginServices,
    private readonly work: UnitOfWork,
    private readonly settings: SettingValuesService,
    private readonly clock: Clock,
  ) {}

  /** Includes the partitions skipped at startup. */
  makeAhead(): Promise<void> {
    return this.forEach((table) => makePartitions(this.work.manager, table, this.clock.now()));
  }

  /**
   * Reads the settings from the database: a node that missed a change must not delete too much.
   * @param unlimited days for which logs are kept that no setting limits; 0 keeps them forever
   */
  async dropExpired(unlimited = 0): Promise<void> {
    const settings = await this.settings.read();
    await this.forEach(async ({ name, retentionDays }) => {
      const days = settings.get(retentionDays) || unlimited;
      if (days > 0) {
        await dropPartitions(this.work.manager, name, new Date(this.clock.now().getTime() - days * DAY));
      }
    });
  }

  /** The partitions of each log, by the statistics of the database. */
  async list(): Promise<LogPartitions[]> {
    const tables = this.tables();
    const settings = await this.settings.read();
    const rows = await this.work.manager.query<PartitionRow[]>(PARTITIONS, [tables.map(({ name }) => name)]);
    return tables.map(({ name, retentionDays }) => {
      const own = rows.filter(({ table }) => table === name);
      const months = own.flatMap(({ partition }) => monthNamed(name, partition) ?? []);
      return {
        table: name,
        months: months.length,
        first: months[0]?.from ?? null,
        last: months.at(-1)?.from ?? null,
        rowsInDefault: own.find(({ partition }) => partition === `${name}_default`)?.rows ?? 0,
        retentionDays: settings.get(retentionDays),
      };
    });
  }

  /**
   * The months that are deleted if the log of a setting is kept for so many days; undefined if there are none.
   * @param setting name of the setting
   */
  async expiring(setting: string, days: number): Promise<ExpiringMonths | undefined> {
    const table = this.tables().find(({ retentionDays }) => retentionDays.name === setting);
    const log = (await this.months()).find((one) => one.setting === setting);
    const before = new Date(this.clock.now().getTime() - days * DAY);
    const months = log?.months.filter(({ to }) => to <= before) ?? [];
    const [first, last] = [months[0], months.at(-1)];
    if (!table || !first || !last) {
      return undefined;
    }
    const sql = `SELECT 1 FROM ${table.name} WHERE at >= $1 AND at < $2`;
    const rows = await countRows(this.work.manager, sql, [first.from, last.to]);
    return rows === 0 ? undefined : { rows, from: first.from, to: new Date(last.to.getTime() - DAY) };
  }

  /** The months of each log. */
  async months(): Promise<LogMonths[]> {
    const tables = this.tables();
    const rows = await this.work.manager.query<PartitionRow[]>(PARTITIONS, [tables.map(({ name }) => name)]);
    return tables.map(({ name, retentionDays }) => ({
      setting: retentionDays.name,
      months: rows.flatMap(({ partition, rows: count }) => {
        const month = monthNamed(name, partition);
        return month ? [{ ...month, rows: count }] : [];
      }),
    }));
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

  private tables(): readonly PartitionedTable[] {
    return this.services.all(PartitionedTable);
  }
}

import type { Provider } from '@nestjs/common';
import { type SettingDefinition, wholeNumber } from '../../common/settings/setting-definition';
import { CommonSettings } from '../settings/known-settings';

/** 100 years. */
const MAX_DAYS = 36_500;

/**
 * A log with columns `at` and `id`, partitioned by month, whose old months can be dropped. `id` comes from the sequence
 * `<name>_id_seq`, and the default partition has an index that begins with it.
 */
export class PartitionedTable {
  readonly retentionDays: SettingDefinition<number>;

  /**
   * @param name of the table
   * @param log name of its setting, in `retention.<log>_days`
   * @param contents what it contains, for the setting's description
   * @param changing SQL condition of rows that are updated later; all others are final
   */
  constructor(
    readonly name: string,
    log: string,
    contents: string,
    readonly changing?: string,
  ) {
    this.retentionDays = wholeNumber({
      name: `retention.${log}_days`,
      description:
        `Days for which ${contents} are kept; 0 keeps them forever. Whole months are deleted, each as soon as its last ` +
        `day is older than this.`,
      default: 0,
      min: 0,
      max: MAX_DAYS,
    });
  }
}

/** Creates the providers of a partitioned table and of its setting, to be listed in a module. */
export function definePartitions(table: PartitionedTable): Provider[] {
  return [
    { provide: `partitioned-table:${table.name}`, useValue: table },
    { provide: `settings:${table.retentionDays.name}`, useValue: new CommonSettings([table.retentionDays]) },
  ];
}

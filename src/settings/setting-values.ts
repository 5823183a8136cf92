import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../common/clock';
import { ChosenLimits } from '../common/limits/chosen-limits';
import { UnitOfWork } from '../database/unit-of-work';
import { limitSetting } from './known-settings';
import { Setting } from './setting.entity';

/** Other nodes hear of a change after so long at the latest. */
const LIFETIME = 10_000;

type Values = ReadonlyMap<string, number>;

/** The settings that differ from their defaults, read by name on every request and from the database now and then. */
@Injectable()
export class SettingValues extends ChosenLimits {
  private readonly logger = new Logger(SettingValues.name);
  private lastKnown: Values = new Map();
  private cached: { readonly values: Promise<Values>; readonly until: number } | undefined;

  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async perMinute(dialect: string, limit: string): Promise<number | undefined> {
    return (await this.recent()).get(limitSetting(dialect, limit));
  }

  /** As they are in the database. */
  async read(): Promise<Values> {
    const rows = await this.work.manager.find(Setting);
    return new Map(rows.flatMap(({ name, value }) => (typeof value === 'number' ? [[name, value]] : [])));
  }

  /** For whoever changed them, once that is committed. */
  drop(): void {
    this.cached = undefined;
  }

  private recent(): Promise<Values> {
    const now = this.clock.now().getTime();
    if (!this.cached || this.cached.until <= now) {
      this.cached = { values: this.readOrRemember(), until: now + LIFETIME };
    }
    return this.cached.values;
  }

  // What can be answered without a database, such as whether the server is alive, must not fail for want of a setting.
  private async readOrRemember(): Promise<Values> {
    try {
      this.lastKnown = await this.read();
    } catch (error) {
      this.logger.warn(`The settings could not be read: ${String(error)}`);
    }
    return this.lastKnown;
  }
}

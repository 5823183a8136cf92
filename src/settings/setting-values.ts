import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../common/clock';
import { ChosenLimits } from '../common/limits/chosen-limits';
import { UnitOfWork } from '../database/unit-of-work';
import { ChosenSettings } from './chosen-settings';
import { KnownSettings } from './known-settings';
import { Setting } from './setting.entity';
import type { SettingDefinition, SettingValue } from './setting-definition';

/** Other nodes hear of a change after so long at the latest. */
const LIFETIME = 10_000;

/** The settings, read on every request and from the database now and then. */
@Injectable()
export class SettingValues extends ChosenLimits {
  private readonly logger = new Logger(SettingValues.name);
  private lastKnown = new ChosenSettings();
  private cached: { readonly values: Promise<ChosenSettings>; readonly until: number } | undefined;

  constructor(
    private readonly work: UnitOfWork,
    private readonly known: KnownSettings,
    private readonly clock: Clock,
  ) {
    super();
  }

  /** One setting, e.g. `get(LM.foldsWww)`. */
  async get<T extends SettingValue>(setting: SettingDefinition<T>): Promise<T> {
    return (await this.recent()).get(setting);
  }

  /** All of them as they were read last: the same object until they are read again. */
  recent(): Promise<ChosenSettings> {
    const now = this.clock.now().getTime();
    if (!this.cached || this.cached.until <= now) {
      this.cached = { values: this.readOrRemember(), until: now + LIFETIME };
    }
    return this.cached.values;
  }

  override async perMinute(setting: string): Promise<number | undefined> {
    const value = await this.chosen(setting);
    return typeof value === 'number' ? value : undefined;
  }

  override async way(setting: string): Promise<string | undefined> {
    const value = await this.chosen(setting);
    return typeof value === 'string' ? value : undefined;
  }

  /** As they are in the database. */
  async read(): Promise<ChosenSettings> {
    const rows = await this.work.manager.find(Setting);
    return new ChosenSettings(new Map(rows.map(({ name, value }) => [name, value])));
  }

  /** For whoever changed them, once that is committed. */
  drop(): void {
    this.cached = undefined;
  }

  private async chosen(name: string): Promise<SettingValue | undefined> {
    const setting = this.known.find(name);
    return setting && (await this.recent()).chosen(setting);
  }

  // What can be answered without a database, such as whether the server is alive, must not fail for want of a setting.
  private async readOrRemember(): Promise<ChosenSettings> {
    try {
      this.lastKnown = await this.read();
    } catch (error) {
      this.logger.warn(`The settings could not be read: ${String(error)}`);
    }
    return this.lastKnown;
  }
}

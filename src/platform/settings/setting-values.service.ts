import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { Unavailable } from '../../common/errors/domain-error';
import { LimitOverrides } from '../../common/limits/limit-overrides';
import { UnitOfWork } from '../database/unit-of-work';
import { SettingsSnapshot } from './settings-snapshot';
import { KnownSettings } from './known-settings';
import { Setting } from './setting.entity';
import type { SettingDefinition, SettingValue } from '../../common/settings/setting-definition';

const LOOK_EVERY = 1_000;
/** Other nodes hear of a change within ten seconds. */
const RENEW_AFTER = 5_000;

/**
 * The settings, read from the database every few seconds and by nobody who needs one: no request waits for them, and none
 * that holds a connection waits for another.
 */
@Injectable()
export class SettingValuesService extends LimitOverrides implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(SettingValuesService.name);
  private values: SettingsSnapshot | undefined;
  /** When they were read; undefined where the last try failed. */
  private readAt: number | undefined;
  private reading: Promise<void> | undefined;
  /** Changes made here so far, and the last of them that is in force. */
  private changes = 0;
  private adopted = 0;
  private stop = (): void => undefined;

  constructor(
    private readonly work: UnitOfWork,
    private readonly known: KnownSettings,
    private readonly clock: Clock,
  ) {
    super();
  }

  async onApplicationBootstrap(): Promise<void> {
    this.stop = this.clock.every(LOOK_EVERY, () => this.renewWhenDue());
    await this.renewWhenDue();
  }

  onApplicationShutdown(): void {
    this.stop();
  }

  get isKnown(): boolean {
    return this.values !== undefined;
  }

  /** One setting, e.g. `get(LM.foldsWww)`. */
  get<T extends SettingValue>(setting: SettingDefinition<T>): T {
    return this.recent().get(setting);
  }

  /** All of them as they were read last: the same object until they are read again. Refused before they were read once. */
  recent(): SettingsSnapshot {
    if (!this.values) {
      throw new Unavailable('The settings could not be read yet: try again in a moment');
    }
    return this.values;
  }

  override perMinute(setting: string): number | undefined {
    const value = this.chosen(setting);
    return typeof value === 'number' ? value : undefined;
  }

  override keyStrategy(setting: string): string | undefined {
    const value = this.chosen(setting);
    return typeof value === 'string' ? value : undefined;
  }

  /** As they are in the database. */
  async read(): Promise<SettingsSnapshot> {
    const rows = await this.work.manager.find(Setting);
    return new SettingsSnapshot(new Map(rows.map(({ name, value }) => [name, value])));
  }

  /** For whoever changed them, under the lock by which changes take turns: in force from the commit on. */
  adoptAfterCommit(values: SettingsSnapshot): void {
    const change = ++this.changes;
    this.work.afterCommit(() => {
      if (change > this.adopted) {
        this.adopted = change;
        this.take(values);
      }
    });
  }

  // What can be answered without a database, such as whether the server is alive, is held to the limits of the dialects.
  private chosen(name: string): SettingValue | undefined {
    const setting = this.known.find(name);
    return setting && this.values?.chosen(setting);
  }

  /** One at a time, however long it takes. */
  private async renewWhenDue(): Promise<void> {
    const isFresh = this.readAt !== undefined && Math.abs(this.now() - this.readAt) < RENEW_AFTER;
    if (!isFresh) {
      this.reading ??= this.renew().finally(() => (this.reading = undefined));
      await this.reading;
    }
  }

  private async renew(): Promise<void> {
    const { adopted } = this;
    try {
      const values = await this.read();
      // What was read while somebody here changed them may be older than the change.
      if (adopted === this.adopted) {
        this.take(values);
      }
    } catch (error) {
      this.readAt = undefined;
      this.logger.warn(`The settings could not be read: ${String(error)}`);
    }
  }

  private take(values: SettingsSnapshot): void {
    this.values = values;
    this.readAt = this.now();
  }

  private now(): number {
    return this.clock.now().getTime();
  }
}

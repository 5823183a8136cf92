import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { problem } from '../../common/errors/domain-error';
import { LimitOverrides } from '../../common/limits/limit-overrides';
import { SecretCipher, UnreadableSecret } from '../config/secret-cipher';
import { NotificationsService } from '../database/notifications.service';
import { UnitOfWork } from '../database/unit-of-work';
import { KnownSettings } from './known-settings';
import { LIMIT_FACTORS, LIMITS_LEVEL } from './request.settings';
import { encryptionName, Setting } from './setting.entity';
import type { SettingDefinition, SettingValue } from '../../common/settings/setting-definition';

/** Stands for a secret that the keys of this node do not decrypt. */
const UNREADABLE = Symbol('unreadable');

/** An immutable snapshot of all settings. */
export class SettingsSnapshot {
  /** Settings that were asked for. */
  private readonly known = new Map<SettingDefinition, SettingValue | undefined>();

  constructor(private readonly values: ReadonlyMap<string, unknown> = new Map()) {}

  get<T extends SettingValue>(setting: SettingDefinition<T>): T {
    return this.chosen(setting) ?? setting.default;
  }

  /** The configured value; undefined if there is none or an update made it invalid. */
  chosen<T extends SettingValue>(setting: SettingDefinition<T>): T | undefined {
    if (!this.known.has(setting)) {
      this.known.set(setting, setting.read(this.stored(setting)));
    }
    return this.known.get(setting) as T | undefined;
  }

  /** A secret that is set, but cannot be decrypted. */
  isUnreadable(setting: SettingDefinition): boolean {
    return this.stored(setting) === UNREADABLE;
  }

  /** An older version stored it under its alias. */
  private stored({ name, alias }: SettingDefinition): unknown {
    return this.values.get(name) ?? (alias === undefined ? undefined : this.values.get(alias));
  }
}

const CHECK_INTERVAL_MS = 1_000;
/** If notifications are lost, changes still reach other nodes within ten seconds. */
const REFRESH_AFTER_MS = 8_000;

/** Caches the settings and reads them again in the background, after each change and every few seconds, so that no request waits for the database. */
@Injectable()
export class SettingValuesService extends LimitOverrides implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(SettingValuesService.name);
  private values: SettingsSnapshot | undefined;
  /** Time of the last read; undefined if it failed. */
  private readAt: number | undefined;
  private reading: Promise<void> | undefined;
  /** Number of changes on this node, and of the last one in effect. */
  private changes = 0;
  private changeInEffect = 0;
  /** Names of secrets that cannot be decrypted: each is logged once. */
  private unreadable: ReadonlySet<string> = new Set();
  private stop = (): void => undefined;

  constructor(
    private readonly work: UnitOfWork,
    private readonly known: KnownSettings,
    private readonly clock: Clock,
    private readonly cipher: SecretCipher,
    notifications: NotificationsService,
  ) {
    super();
    notifications.onChange('settings', () => void this.refreshAfterChange());
  }

  async onApplicationBootstrap(): Promise<void> {
    this.stop = this.clock.every(CHECK_INTERVAL_MS, () => this.refreshIfStale());
    await this.refreshIfStale();
  }

  onApplicationShutdown(): void {
    this.stop();
  }

  get isKnown(): boolean {
    return this.values !== undefined;
  }

  /** Throws Unavailable for a secret that cannot be decrypted. */
  get<T extends SettingValue>(setting: SettingDefinition<T>): T {
    const values = this.recent();
    if (values.isUnreadable(setting)) {
      throw problem('SETTING_UNREADABLE', { name: setting.name });
    }
    return values.get(setting);
  }

  /** Whether there is a text, also one that cannot be decrypted. */
  isSet(setting: SettingDefinition<string>): boolean {
    const values = this.recent();
    return values.isUnreadable(setting) || values.get(setting) !== '';
  }

  /** Returns the cached snapshot: the same object until the next read. Throws Unavailable before the first read. */
  recent(): SettingsSnapshot {
    if (!this.values) {
      throw problem('SETTINGS_NOT_LOADED');
    }
    return this.values;
  }

  override get factor(): number {
    return LIMIT_FACTORS[this.values?.get(LIMITS_LEVEL) ?? LIMITS_LEVEL.default];
  }

  override perMinute(setting: string): number | undefined {
    const value = this.chosen(setting);
    return typeof value === 'number' ? value : undefined;
  }

  override keyStrategy(setting: string): string | undefined {
    const value = this.chosen(setting);
    return typeof value === 'string' ? value : undefined;
  }

  /** Reads the settings from the database. */
  async read(): Promise<SettingsSnapshot> {
    const rows = await this.work.manager.find(Setting);
    const unreadable = new Map<string, UnreadableSecret>();
    const plain = new Map(rows.map(({ name, value }) => [name, this.plain(name, value, unreadable)]));
    for (const [name, { message }] of unreadable) {
      if (!this.unreadable.has(name)) {
        this.logger.error(message);
      }
    }
    this.unreadable = new Set(unreadable.keys());
    return new SettingsSnapshot(plain);
  }

  /** Puts changed settings into effect at the commit. Call it while holding the settings lock. */
  adoptAfterCommit(values: SettingsSnapshot): void {
    const change = ++this.changes;
    this.work.afterCommit(() => {
      if (change > this.changeInEffect) {
        this.changeInEffect = change;
        this.take(values);
      }
    });
  }

  private plain(name: string, stored: unknown, unreadable: Map<string, UnreadableSecret>): unknown {
    if (typeof stored !== 'string' || this.known.find(name)?.kind !== 'secret') {
      return stored;
    }
    try {
      return this.cipher.decrypt(encryptionName(name), stored);
    } catch (error) {
      if (!(error instanceof UnreadableSecret)) {
        throw error;
      }
      unreadable.set(name, error);
      return UNREADABLE;
    }
  }

  // Before the first read, requests that need no database are limited by the defaults of their dialects.
  private chosen(name: string): SettingValue | undefined {
    const setting = this.known.find(name);
    return setting && this.values?.chosen(setting);
  }

  /** A refresh that is under way may have read the values before the change. */
  private async refreshAfterChange(): Promise<void> {
    await this.reading;
    this.readAt = undefined;
    await this.refreshIfStale();
  }

  /** Runs one refresh at a time. */
  private async refreshIfStale(): Promise<void> {
    const isFresh = this.readAt !== undefined && Math.abs(this.now() - this.readAt) < REFRESH_AFTER_MS;
    if (!isFresh) {
      this.reading ??= this.refresh().finally(() => (this.reading = undefined));
      await this.reading;
    }
  }

  private async refresh(): Promise<void> {
    const { changeInEffect } = this;
    try {
      const values = await this.read();
      // Values read while this node changed the settings may be outdated.
      if (changeInEffect === this.changeInEffect) {
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

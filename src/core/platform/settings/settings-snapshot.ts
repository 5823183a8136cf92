import type { SettingDefinition, SettingValue } from '../../common/settings/setting-definition';

/** Stands for a secret that the keys of this node do not decrypt. */
export const UNREADABLE = Symbol('unreadable');

/** An immutable snapshot of all settings. */
export class SettingsSnapshot {
  constructor(private readonly values: ReadonlyMap<string, unknown> = new Map()) {}

  get<T extends SettingValue>(setting: SettingDefinition<T>): T {
    return this.chosen(setting) ?? setting.default;
  }

  /** The configured value; undefined if there is none or an update made it invalid. */
  chosen<T extends SettingValue>(setting: SettingDefinition<T>): T | undefined {
    return setting.read(this.stored(setting));
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

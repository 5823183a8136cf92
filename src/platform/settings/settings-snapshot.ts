import type { SettingDefinition, SettingValue } from '../../common/settings/setting-definition';

/** The settings at one moment: what admins chose and, for the rest, the defaults. */
export class SettingsSnapshot {
  constructor(private readonly values: ReadonlyMap<string, unknown> = new Map()) {}

  get<T extends SettingValue>(setting: SettingDefinition<T>): T {
    return this.chosen(setting) ?? setting.default;
  }

  /** Undefined where nobody chose. What can be no value of it any more, after an update, counts as never chosen. */
  chosen<T extends SettingValue>(setting: SettingDefinition<T>): T | undefined {
    return setting.read(this.stored(setting));
  }

  /** An older version stored it under its alias. */
  private stored({ name, alias }: SettingDefinition): unknown {
    return this.values.get(name) ?? (alias === undefined ? undefined : this.values.get(alias));
  }
}

import type { SettingDefinition, SettingValue } from './setting-definition';

/** The settings at one moment: what admins chose and, for the rest, the defaults. */
export class ChosenSettings {
  constructor(private readonly values: ReadonlyMap<string, unknown> = new Map()) {}

  /** What can be no value of it any more, after an update, counts as never chosen. */
  get<T extends SettingValue>(setting: SettingDefinition<T>): T {
    return setting.read(this.values.get(setting.name)) ?? setting.default;
  }

  /** As it is kept, where one was chosen. */
  chosen(name: string): unknown {
    return this.values.get(name);
  }
}

import { Injectable } from '@nestjs/common';
import { declarationsOf } from '../../common/declarations/declarations';
import type { DialectDefinition } from '../../common/dialects/define-dialect';
import { Dialects } from '../../common/dialects/dialects';
import { settingOf } from '../../common/limits/limit-overrides';
import { PluginServices } from '../../common/plugins/plugin-services';
import { type SettingDefinition, wholeNumber } from '../../common/settings/setting-definition';

const MAX_REQUESTS = 1_000_000;

/** Settings that are not specific to a dialect. A module lists a provider of each group that it reads. */
export class CommonSettings {
  constructor(readonly all: readonly SettingDefinition[]) {}
}

/** Settings for each API, such as the address of its old server: the export of a file `*.api-settings.ts`. */
export type ApiSettings = (dialect: DialectDefinition) => readonly SettingDefinition[];

/** The registry of all settings. */
@Injectable()
export class KnownSettings {
  readonly all: readonly SettingDefinition[];
  private readonly byName: ReadonlyMap<string, SettingDefinition>;

  constructor({ all: dialects }: Dialects, services: PluginServices) {
    const common = services.all(CommonSettings).flatMap(({ all }) => all);
    const limits = dialects.flatMap((dialect) =>
      Object.entries(dialect.limits).map(([limit, { perMinute, description }]) =>
        wholeNumber({
          name: settingOf(dialect, limit),
          description: description ?? `Requests per minute for the "${limit}" limit of the ${dialect.title}.`,
          api: dialect.label,
          default: perMinute,
          min: 1,
          max: MAX_REQUESTS,
        }),
      ),
    );
    const own = dialects.flatMap(({ settings = [] }) => settings);
    const ofApis = declarationsOf<ApiSettings>('api-settings');
    const forEach = dialects.flatMap((dialect) => ofApis.flatMap((settingsOf) => settingsOf(dialect)));
    // A later definition of the same name replaces the generated one.
    this.all = [
      ...new Map([...limits, ...forEach, ...own, ...common].map((setting) => [setting.name, setting])).values(),
    ];
    this.byName = new Map(this.all.flatMap((setting) => namesOf(setting).map((name) => [name, setting])));
  }

  /** Finds a setting by name or alias. */
  find(name: string): SettingDefinition | undefined {
    return this.byName.get(name);
  }
}

function namesOf({ name, alias }: SettingDefinition): string[] {
  return alias === undefined ? [name] : [name, alias];
}

/** A setting with an alias is listed under both names: admins who come from another server know the alias. */
export function underAllNames(setting: SettingDefinition): SettingDefinition[] {
  const { name, alias, description } = setting;
  return alias === undefined
    ? [setting]
    : [setting, { ...setting, name: alias, description: `Alias of ${name}. ${description}` }];
}

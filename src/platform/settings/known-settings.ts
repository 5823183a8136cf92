import { Injectable } from '@nestjs/common';
import { Dialects } from '../../common/dialects/dialects';
import { settingOf } from '../../common/limits/limit-overrides';
import { type SettingDefinition, wholeNumber } from '../../common/settings/setting-definition';

const MOST_REQUESTS = 1_000_000;

/** The settings that belong to no dialect. */
export class CommonSettings {
  constructor(readonly all: readonly SettingDefinition[]) {}
}

/** Every setting there is: what is not listed here cannot be set. */
@Injectable()
export class KnownSettings {
  readonly all: readonly SettingDefinition[];
  private readonly byName: ReadonlyMap<string, SettingDefinition>;

  constructor({ all: dialects }: Dialects, { all: common }: CommonSettings) {
    const limits = dialects.flatMap((dialect) =>
      Object.entries(dialect.limits).map(([limit, { perMinute }]) =>
        wholeNumber({
          name: settingOf(dialect, limit),
          description: `Requests a minute at the ${dialect.title}, as its limit "${limit}" counts them.`,
          default: perMinute,
          min: 1,
          max: MOST_REQUESTS,
        }),
      ),
    );
    const own = dialects.flatMap(({ settings = [] }) => settings);
    // A limit may be held by a setting that has a name and words of its own.
    this.all = [...new Map([...limits, ...own, ...common].map((setting) => [setting.name, setting])).values()];
    this.byName = new Map(this.all.flatMap((setting) => namesOf(setting).map((name) => [name, setting])));
  }

  /** By its name or alias. */
  find(name: string): SettingDefinition | undefined {
    return this.byName.get(name);
  }
}

function namesOf({ name, alias }: SettingDefinition): string[] {
  return alias === undefined ? [name] : [name, alias];
}

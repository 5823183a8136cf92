import { Injectable } from '@nestjs/common';
import { Dialects } from '../common/dialects/dialects';
import { settingOf } from '../common/limits/chosen-limits';
import { LM } from './license-manager-settings';
import { type SettingDefinition, wholeNumber } from './setting-definition';

const MOST_REQUESTS = 1_000_000;

/** Every setting there is: what is not listed here cannot be set. */
@Injectable()
export class KnownSettings {
  readonly all: readonly SettingDefinition[];
  private readonly byName: ReadonlyMap<string, SettingDefinition>;

  constructor({ all: dialects }: Dialects) {
    const others: readonly SettingDefinition[] = Object.values(LM);
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
    // A limit may be held by a setting that has a name and words of its own.
    this.byName = new Map([...limits, ...others].map((setting) => [setting.name, setting]));
    this.all = [...this.byName.values()];
  }

  find(name: string): SettingDefinition | undefined {
    return this.byName.get(name);
  }
}

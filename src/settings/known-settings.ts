import { Injectable } from '@nestjs/common';
import { Dialects } from '../common/dialects/dialects';

/** A setting that admins can change at run time: a whole number. */
export interface KnownSetting {
  readonly name: string;
  readonly description: string;
  readonly default: number;
  readonly min: number;
  readonly max: number;
}

const MOST_REQUESTS = 1_000_000;

/** Every setting there is: what is not listed here cannot be set. */
@Injectable()
export class KnownSettings {
  readonly all: readonly KnownSetting[];
  private readonly byName: ReadonlyMap<string, KnownSetting>;

  constructor({ all: dialects }: Dialects) {
    this.all = dialects.flatMap((dialect) =>
      Object.entries(dialect.limits).map(([limit, { perMinute }]) => ({
        name: limitSetting(dialect.name, limit),
        description: `Requests a minute at the ${dialect.title}, as its limit "${limit}" counts them.`,
        default: perMinute,
        min: 1,
        max: MOST_REQUESTS,
      })),
    );
    this.byName = new Map(this.all.map((setting) => [setting.name, setting]));
  }

  find(name: string): KnownSetting | undefined {
    return this.byName.get(name);
  }
}

export function limitSetting(dialect: string, limit: string): string {
  return `limits.${dialect}.${limit}`;
}

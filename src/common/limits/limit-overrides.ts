import type { DialectDefinition } from '../dialects/define-dialect';

/** What admins made of the rate limits that dialects declare. */
export abstract class LimitOverrides {
  /** Requests a minute by the setting that holds them; undefined where nobody chose other than the dialect. */
  abstract perMinute(setting: string): number | undefined;
  /** The way of counting by the setting that holds it; the same. */
  abstract keyStrategy(setting: string): string | undefined;
}

/** The setting that holds the number of a dialect's limit. */
export function settingOf({ name, limits }: Pick<DialectDefinition, 'name' | 'limits'>, limit: string): string {
  return limits[limit]?.setting ?? `limits.${name}.${limit}`;
}

import type { DialectDefinition } from '../dialects/define-dialect';

/** Rate limits that admins changed. */
export abstract class LimitOverrides {
  /** Multiplies every rate limit, as `RateLimitFactor` does; 0 disables them. */
  abstract get factor(): number;
  /** Configured requests per minute of a setting; undefined for the dialect's default. */
  abstract perMinute(setting: string): number | undefined;
  /** Configured key strategy of a setting; undefined for the dialect's default. */
  abstract keyStrategy(setting: string): string | undefined;
}

/** Name of the setting for a dialect's limit. */
export function settingOf({ name, limits }: Pick<DialectDefinition, 'name' | 'limits'>, limit: string): string {
  return limits[limit]?.setting ?? `limits.${name}.${limit}`;
}

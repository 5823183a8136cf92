import type { RateLimits } from '../../../core/catalog/internal';
import { linesOf } from './term-lines';

/** One rate limit a line: `reports 100 day`. */
export function rateLimitLines(limits: RateLimits): string[] {
  return Object.entries(limits).map(([name, { limit, window }]) => [name, limit, window].join(' ').trim());
}

/** Limits as entered. The validator refuses those of a line that is none. */
export function rateLimitsIn(text: string): Record<string, object> {
  return Object.fromEntries(
    linesOf(text).map((line) => {
      const [name = '', limit = '', ...window] = line.split(/\s+/);
      return [name, { limit: /^\d+$/.test(limit) ? Number(limit) : limit, window: window.join(' ') }];
    }),
  );
}

import { RATE_WINDOWS, type RateLimits } from '../../../core/catalog/internal';
import { texts } from '../../../core/i18n';
import { refusedField } from '../../../pages/kit/form-state';
import { linesOf } from './term-lines';

/** One rate limit a line: `reports 100 day`. */
export function rateLimitLines(limits: RateLimits): string[] {
  return Object.entries(limits).map(([name, { limit, window }]) => `${name} ${limit} ${window}`);
}

/** Limits as entered, for the validator; a line that is none is refused. */
export function rateLimitsIn(text: string): RateLimits {
  return Object.fromEntries(
    linesOf(text).map((line) => {
      const [name = '', limit = '', entered, ...rest] = line.split(/\s+/);
      const window = RATE_WINDOWS.find((one) => one === entered);
      if (window === undefined || rest.length > 0 || !/^\d+$/.test(limit)) {
        throw refusedField('rate_limits', texts('policies').rateWrong({ line, windows: RATE_WINDOWS.join(', ') }));
      }
      return [name, { limit: Number(limit), window }];
    }),
  );
}

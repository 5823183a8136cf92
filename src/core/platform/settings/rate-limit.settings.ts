import { choice } from '../../common/settings/setting-definition';
import { CommonSettings } from './known-settings';

/** Factors of all rate limits by level; 0 disables them. */
export const LIMIT_FACTORS = { strict: 0.5, normal: 1, off: 0 } as const;

export const LIMITS_LEVEL = choice({
  name: 'limits.level',
  description:
    'Level of all rate limits: `strict` halves them, `off` disables them, so that passwords and keys can be guessed at any ' +
    'speed. RATE_LIMIT_FACTOR applies as well. The limits of policies and concurrent requests are not affected.',
  choices: ['strict', 'normal', 'off'],
  default: 'normal',
});

export const RATE_LIMIT_SETTINGS = new CommonSettings([LIMITS_LEVEL]);

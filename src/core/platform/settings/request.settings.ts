import { choice, flag } from '../../common/settings/setting-definition';
import { CommonSettings } from './known-settings';

/** Setting: destructive changes need a reason. */
export const REASON_REQUIRED = flag({
  name: 'audit.reason_required',
  description:
    'Whether destructive changes (revoke, block, delete, free a device, take a seat back, move to another customer, rotate ' +
    'a key) are refused without a `reason`, in the native API and in the console. The other APIs, whose contracts have no ' +
    'such field, and client programs are not held to it.',
  default: false,
});

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

export const REQUEST_SETTINGS = new CommonSettings([REASON_REQUIRED, LIMITS_LEVEL]);

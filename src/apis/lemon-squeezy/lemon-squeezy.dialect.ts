import { isWellFormedKey } from '../../core/catalog';
import { address, defineDialect } from '../../core/common';
import { microseconds } from './http/dates';
import { ERRORS } from './http/error-tables';
import { LEMON_SQUEEZY_PRESENTATION } from './lemon-squeezy.presentation';

/** The license API of Lemon Squeezy. The license key is the only credential. */
export const LEMON_SQUEEZY = defineDialect({
  name: 'lemon-squeezy',
  title: 'Lemon Squeezy License API',
  description: 'The license API of Lemon Squeezy, for existing programs.',
  ...LEMON_SQUEEZY_PRESENTATION,
  pathPrefixes: ['/v1/licenses'],
  credential: { headers: [], isNone: true },
  reads: { query: true, null: true, keyBlanks: true, keyCase: true, trailingSlash: true },
  unknownFields: 'ignore',
  errors: ERRORS,
  // https://docs.lemonsqueezy.com/api/license-api#rate-limits
  limits: { default: { perMinute: 60, keyBy: address } },
  dates: microseconds,
  keyPattern: isWellFormedKey,
});

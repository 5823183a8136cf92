import { isWellFormedKey } from '../../core/catalog';
import { address, defineDialect } from '../../core/common';
import { utcSeconds } from '../kit/dates';
import { ERRORS } from './http/error-tables';
import { GUMROAD_PRESENTATION } from './gumroad.presentation';

/** The license calls of Gumroad's API. Programs need no credential to verify; changes need an access token. */
export const GUMROAD = defineDialect({
  name: 'gumroad',
  title: 'Gumroad License API',
  description: 'The license calls of the Gumroad API, for existing programs.',
  ...GUMROAD_PRESENTATION,
  pathPrefixes: ['/v2/licenses'],
  credential: { headers: ['x-api-key'], field: 'access_token' },
  reads: { query: true, null: true, keyBlanks: true, keyCase: true, trailingSlash: true },
  unknownFields: 'ignore',
  errors: ERRORS,
  limits: { default: { perMinute: 100, keyBy: address } },
  dates: utcSeconds,
  keyPattern: isWellFormedKey,
});

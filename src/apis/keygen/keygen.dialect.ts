import type { IncomingMessage } from 'node:http';
import { isWellFormedKey } from '../../core/catalog';
import { address, defineDialect } from '../../core/common';
import { ERRORS } from './http/error-tables';
import { KEYGEN_PRESENTATION } from './keygen.presentation';

/** Calls of another API below `/v1/licenses`. */
const LEMON_SQUEEZY_CALL = /^\/v1\/licenses(?:\/(?:activate|validate|deactivate))?\/*(?:\?|$)/;

/** The calls of programs in the API of Keygen, version 1. */
export const KEYGEN = defineDialect({
  name: 'keygen',
  title: 'Keygen API',
  description:
    'The calls of programs in the API of Keygen, for existing programs. Each path is also available below `/v1/accounts/{account}` instead of `/v1`. Bodies are JSON:API documents, of the type `application/vnd.api+json` unless the request accepts only `application/json`, and are signed.',
  ...KEYGEN_PRESENTATION,
  pathPrefixes: ['/v1/accounts', '/v1/licenses', '/v1/machines', '/v1/me', '/v1/profile'],
  // An account's slug or UUID: programs of all accounts of the vendor are served.
  accountPrefix: /^(\/v1)\/accounts\/[^/?]+(?=\/)/,
  matches: ({ url = '' }: IncomingMessage) => !LEMON_SQUEEZY_CALL.test(url),
  // Tokens of staff: access tokens and API keys. Programs send a license key, which `LicenseGuard` reads.
  credential: { headers: ['x-api-key'], field: 'token' },
  reads: { trailingSlash: true },
  clientHeaders: ['keygen-accept-signature', 'keygen-environment', 'keygen-version'],
  unknownFields: 'ignore',
  errors: ERRORS,
  limits: { default: { perMinute: 100, keyBy: address } },
  dates: (moment) => moment.toISOString(),
  keyPattern: isWellFormedKey,
});

import type { ErrorRows } from '../../common/errors/catalogue';

export const RATE_LIMIT_ERRORS = {
  RATE_LIMIT_NOT_FOUND: { of: 'NOT_FOUND', message: 'This license has no rate limit {name}', field: 'limit' },
  KEY_RATE_LIMIT_NOT_FOUND: { of: 'NOT_FOUND', message: 'This API key has no rate limit {name}', field: 'limit' },
  RATE_HOLDER_MISSING: {
    of: 'VALIDATION_ERROR',
    message: 'license_key is missing, and so is an API key in X-API-Key',
    field: 'license_key',
  },
  RATE_COST_TOO_HIGH: { of: 'VALIDATION_ERROR', message: 'The cost is above the limit of {limit}', field: 'cost' },
} as const satisfies ErrorRows;

declare module '../../common/errors/catalogue' {
  interface ModuleErrors extends Readonly<typeof RATE_LIMIT_ERRORS> {}
}

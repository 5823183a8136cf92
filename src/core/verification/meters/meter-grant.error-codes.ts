import type { ErrorRows } from '../../common/errors/catalogue';

export const METER_GRANT_ERRORS = {
  METER_HELD: {
    of: 'CONFLICT',
    message: 'The meter {meter} is held and returned: it has a limit, and no grants',
    field: 'meter',
  },
  GRANT_ENDED: {
    of: 'VALIDATION_ERROR',
    message: 'expires_at must be in the future, and after starts_at',
    reason: 'past',
    field: 'expires_at',
  },
  METER_GRANT_NOT_FOUND: {
    of: 'NOT_FOUND',
    message: 'Grant not found',
    path: 'grants',
  },
  TOO_MANY_METER_GRANTS: {
    of: 'CONFLICT',
    message: 'A meter of a license has at most {limit} grants of which something is left: void one first',
  },
} as const satisfies ErrorRows;

declare module '../../common/errors/catalogue' {
  interface ModuleErrors extends Readonly<typeof METER_GRANT_ERRORS> {}
}

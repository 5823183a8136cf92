import type { ErrorRows } from '../../common/errors/catalogue';

export const SCHEDULED_CHANGE_ERRORS = {
  EFFECTIVE_AT_PAST: {
    of: 'VALIDATION_ERROR',
    message: 'effective_at must be in the future; leave it out to change the license now',
    reason: 'past',
    field: 'effective_at',
  },
  EFFECTIVE_AT_FIELDS: {
    of: 'VALIDATION_ERROR',
    message:
      'Only max_activations, max_users, max_sessions, entitlements, meters and credits can be changed at effective_at',
    field: 'effective_at',
  },
  SCHEDULED_CHANGE_NOT_FOUND: {
    of: 'NOT_FOUND',
    message: 'Scheduled change not found',
    path: 'scheduled-changes',
  },
  SCHEDULED_CHANGE_ENDED: {
    of: 'CONFLICT',
    message: 'This change is no longer pending: it was done, failed or was cancelled',
  },
  TOO_MANY_SCHEDULED_CHANGES: {
    of: 'CONFLICT',
    message: 'A license has at most {limit} pending changes: cancel one first',
  },
} as const satisfies ErrorRows;

declare module '../../common/errors/catalogue' {
  interface ModuleErrors extends Readonly<typeof SCHEDULED_CHANGE_ERRORS> {}
}

import type { ErrorRows } from '../../plugin';

export const LEAD_ERRORS = {
  LEAD_CONVERTED: {
    kind: 'conflict',
    message: 'This lead is converted: its status cannot change',
    when: 'The lead was converted: its status cannot change.',
    remedy: 'Change the customer instead.',
  },
  LEAD_NOT_FOUND: { of: 'NOT_FOUND', message: 'Lead not found', path: 'leads' },
  CONTACT_NOT_FOUND: { of: 'NOT_FOUND', message: 'Contact not found', path: 'contacts' },
  LEAD_REVISION_OUTDATED: { of: 'LEAD_CHANGED', message: 'This lead has a newer revision', reason: 'outdated' },
  LEAD_STATUS_FINAL: {
    of: 'LEAD_CONVERTED',
    message: 'The status of a converted lead cannot change',
    reason: 'converted',
  },
  LEAD_NAME_TAKEN: { of: 'VALIDATION_ERROR', message: 'A lead with this name already exists', reason: 'taken' },
  LEAD_ROWS_DIFFER: {
    of: 'VALIDATION_ERROR',
    message: 'Row {row} has the same name but another {column}',
    reason: 'different',
  },
  LEAD_CONTACTS_TOO_MANY: {
    of: 'VALIDATION_ERROR',
    message: 'A lead may have at most {max} contacts',
    reason: 'array_max_size',
  },
  LEAD_CONTACT_UNKNOWN: {
    of: 'VALIDATION_ERROR',
    message: 'The id must be that of a contact of this lead, and be listed once',
    reason: 'unknown',
  },
  ACTIVITY_IN_FUTURE: { of: 'VALIDATION_ERROR', message: 'at must not be in the future' },
} as const satisfies ErrorRows;

declare module '../../core/common/errors/catalogue' {
  interface ModuleErrors extends Readonly<typeof LEAD_ERRORS> {}
}

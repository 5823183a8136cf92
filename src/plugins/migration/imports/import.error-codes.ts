import type { ErrorRows } from '../../../plugin';

export const IMPORT_ERRORS = {
  IMPORT_NOT_FOUND: { of: 'NOT_FOUND', message: 'Import not found', path: 'imports' },
  IMPORT_POLICY_NOT_FOUND: { of: 'VALIDATION_ERROR', message: 'The import has no recognized policy with this number' },
  IMPORT_ZONE_UNKNOWN: { of: 'VALIDATION_ERROR', message: 'The time zone must be a name such as Europe/Berlin' },
  IMPORT_CHARSET_UNKNOWN: {
    of: 'VALIDATION_ERROR',
    message: 'The character set must be a name such as windows-1252',
  },
  IMPORT_OPTION_UNUSED: { of: 'VALIDATION_ERROR', message: 'An import from this server does not use the option' },
  IMPORT_COLUMNS_INVALID: {
    of: 'VALIDATION_ERROR',
    message: 'The columns must be a JSON object of headings with known meanings',
  },
  IMPORT_API_UNKNOWN: { of: 'VALIDATION_ERROR', message: 'The server has no API that is read; upload a file' },
  IMPORT_ACCOUNT_MISSING: { of: 'VALIDATION_ERROR', message: 'The account is missing', reason: 'missing' },
  IMPORT_API_URL_INVALID: {
    of: 'VALIDATION_ERROR',
    message: 'The URL must begin with https:// or http:// and have no user name, query or fragment',
  },
  IMPORT_TOKEN_MISSING: {
    of: 'VALIDATION_ERROR',
    message: 'The token of the API is missing: it was deleted when the reading failed',
    reason: 'missing',
  },
  IMPORT_NOT_READY: {
    kind: 'conflict',
    message: 'The import is not ready to be confirmed',
    when: 'An import is to be confirmed while its file is being read or checked, or after it was confirmed.',
    remedy: 'Wait until its `state` is `ready`.',
  },
  IMPORT_NOT_UNDOABLE: {
    kind: 'conflict',
    message: 'The import cannot be undone',
    when: 'An import is to be undone that is not done, or whose `undo_until` is over.',
    remedy: 'Delete what it made by hand; its licenses have its `batch`.',
  },
} as const satisfies ErrorRows;

declare module '../../../core/common/errors/catalogue' {
  interface ModuleErrors extends Readonly<typeof IMPORT_ERRORS> {}
}

import type { ErrorRows } from '../common/errors/catalogue';

export const MAIL_ERRORS = {
  MAIL_TEMPLATE_NOT_FOUND: { of: 'NOT_FOUND', message: 'Kind of e-mail not found', path: 'mail-templates' },
  MAIL_TEMPLATE_INVALID: { of: 'VALIDATION_ERROR', message: '{field} is not a valid template: {reason}' },
  MAIL_TEMPLATE_NAMES_UNKNOWN: {
    of: 'VALIDATION_ERROR',
    message: '{field} uses {unknown}. Known are {known}',
    reason: 'unknown',
  },
  MAIL_OFF: { of: 'CONFLICT', message: 'Set mail.smtp_url and mail.from first' },
} as const satisfies ErrorRows;

declare module '../common/errors/catalogue' {
  interface ModuleErrors extends Readonly<typeof MAIL_ERRORS> {}
}

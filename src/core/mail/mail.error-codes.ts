import type { ErrorRows } from '../common/errors/catalogue';

export const MAIL_ERRORS = {
  MAIL_TEMPLATE_NOT_FOUND: { of: 'NOT_FOUND', message: 'Kind of e-mail not found', path: 'mail-templates' },
  MAIL_TEMPLATE_INVALID: { of: 'VALIDATION_ERROR', message: '{field} is not a valid template: {reason}' },
  MAIL_TEMPLATE_TAG_UNCLOSED: { of: 'VALIDATION_ERROR', message: 'Line {line} of {field}: {tag} is never closed' },
  MAIL_TEMPLATE_TAG_UNOPENED: { of: 'VALIDATION_ERROR', message: 'Line {line} of {field}: {tag} closes nothing' },
  MAIL_TEMPLATE_TAG_UNSUPPORTED: { of: 'VALIDATION_ERROR', message: 'Line {line} of {field}: {tag} is not supported' },
  MAIL_TEMPLATE_NAMES_UNKNOWN: {
    of: 'VALIDATION_ERROR',
    message: '{field} uses {unknown}. Known are {known}',
    reason: 'unknown',
  },
  MAIL_OFF: { of: 'CONFLICT', message: 'Set mail.smtp_url and mail.from first' },
  MAIL_TEMPLATE_WITHOUT_PRODUCT: {
    of: 'VALIDATION_ERROR',
    message: 'E-mails of this kind have one text for all products',
  },
  PORTAL_OFF: { of: 'CONFLICT', message: 'Set portal.enabled, PUBLIC_URL, mail.smtp_url and mail.from first' },
  MAIL_PROVIDER_NOT_FOUND: { of: 'NOT_FOUND', message: 'Mail provider not found', path: 'webhooks' },
  MAIL_WEBHOOK_REFUSED: { of: 'VALIDATION_ERROR', message: 'The report was refused: {reason}' },
  MAIL_WEBHOOK_UNVERIFIED: {
    of: 'UNAVAILABLE',
    message: 'The report cannot be verified now: try again later',
    retryAfter: 60,
  },
  CUSTOMER_WITHOUT_EMAIL: { of: 'CONFLICT', message: 'The customer has no e-mail address' },
} as const satisfies ErrorRows;

declare module '../common/errors/catalogue' {
  interface ModuleErrors extends Readonly<typeof MAIL_ERRORS> {}
}

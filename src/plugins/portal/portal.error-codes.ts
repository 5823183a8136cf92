import type { ErrorRows } from '../../plugin';

export const PORTAL_ERRORS = {
  PORTAL_INCOMPLETE: { of: 'CONFLICT', message: 'The portal is off: set {missing} first' },
  PORTAL_RETURN_URL_REFUSED: {
    of: 'VALIDATION_ERROR',
    message: 'return_url must begin with an address of portal.return_urls',
    field: 'return_url',
  },
  PORTAL_LICENSE_MISSING: {
    of: 'VALIDATION_ERROR',
    message: 'license is required for this page',
    field: 'license',
    reason: 'missing',
  },
  PORTAL_LICENSE_UNUSED: {
    of: 'VALIDATION_ERROR',
    message: 'license may be sent for the pages license, devices and renew only',
    field: 'license',
  },
  PORTAL_PAGE_OFF: { of: 'VALIDATION_ERROR', message: 'The portal has no page for orders', field: 'page' },
  CLAIM_NOT_FOUND: { of: 'NOT_FOUND', message: 'Claim not found', path: 'claims' },
  CLAIM_LICENSE_UNKNOWN: { of: 'VALIDATION_ERROR', message: 'There is no license with this key', reason: 'unknown' },
  CLAIM_LICENSE_STOPPED: {
    of: 'VALIDATION_ERROR',
    message: 'The license is blocked or revoked',
    reason: 'stopped',
  },
  CLAIM_PURCHASE_WRONG: { of: 'VALIDATION_ERROR', message: 'The license was not bought with this number' },
  CLAIM_DECIDED: { of: 'CONFLICT', message: 'This claim was approved or refused already' },
} as const satisfies ErrorRows;

declare module '../../core/common/errors/catalogue' {
  interface ModuleErrors extends Readonly<typeof PORTAL_ERRORS> {}
}

import type { DialectProblem, ErrorRow, ErrorTable } from '../../../core/common';
import { refusalRows } from '../../kit/refusal-rows';
import { SlmErrorDto } from './dto/answer.dto';
import { ERROR_CODES } from './error-codes';

/** The plugin answers every call with status 200; its programs read the code. */
function coded(errorCode: number, message: string): ErrorRow {
  return {
    status: 200,
    message,
    body: () => ({ result: 'error', message, error_code: errorCode }),
    schema: SlmErrorDto,
  };
}

const INVALID_KEY = coded(ERROR_CODES.licenseInvalid, 'Invalid license key');
const NOT_VERIFIED = coded(ERROR_CODES.verifyKeyInvalid, 'Verification API secret key is invalid');
const NOT_CREATOR = coded(ERROR_CODES.createKeyInvalid, 'License Creation API secret key is invalid');
const NOT_CREATED = coded(ERROR_CODES.createFailed, 'License creation failed');
const BLOCKED = coded(ERROR_CODES.licenseBlocked, 'Your License key is blocked');
const NO_ROOM = coded(ERROR_CODES.reachedMaxDomains, 'Reached maximum allowable domains');
const INACTIVE = coded(ERROR_CODES.domainAlreadyInactive, 'The license key on this domain is already inactive');

// Messages and codes: slm-api-listener.php and slm-error-codes.php of https://github.com/Arsenal21/software-license-manager.

/** Checks and activations. */
export const ERRORS: ErrorTable = {
  codes: {
    ...refusalRows(BLOCKED),
    LICENSE_NOT_FOUND: INVALID_KEY,
    EXPIRED: coded(ERROR_CODES.licenseExpired, 'Your License key has expired'),
    SEATS_EXHAUSTED: NO_ROOM,
    USES_EXHAUSTED: NO_ROOM,
    TRANSFERS_EXHAUSTED: NO_ROOM,
    CAPACITY_EXHAUSTED: NO_ROOM,
    USERS_EXHAUSTED: NO_ROOM,
  },
  kinds: {
    invalid: { status: 400 },
    unprocessable: { status: 400 },
    unauthenticated: NOT_VERIFIED,
    refused: NOT_VERIFIED,
    'not-found': { status: 404 },
    'method-not-allowed': { status: 405 },
    conflict: { status: 400 },
    'too-large': { status: 413 },
    unsupported: { status: 415 },
    'too-many': { status: 429 },
    internal: { status: 500 },
    unavailable: { status: 503 },
  },
  body: ({ message }: DialectProblem) => ({ result: 'error', message }),
  schema: SlmErrorDto,
};

/** A license that is not active on a domain has nothing to deactivate, whatever the reason. */
export const DEACTIVATION_ERRORS: ErrorTable = {
  ...ERRORS,
  codes: refusalRows(INACTIVE),
};

export const CREATION_ERRORS: ErrorTable = {
  ...ERRORS,
  codes: { PRODUCT_NOT_FOUND: NOT_CREATED },
  kinds: {
    ...ERRORS.kinds,
    unauthenticated: NOT_CREATOR,
    refused: NOT_CREATOR,
    conflict: NOT_CREATED,
    unprocessable: NOT_CREATED,
    'not-found': NOT_CREATED,
  },
};

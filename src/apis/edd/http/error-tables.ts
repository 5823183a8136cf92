import type { DialectProblem, ErrorRow, ErrorTable } from '../../../core/common';
import { refusalRows } from '../../kit/refusal-rows';
import { EddErrorDto } from './dto/error.dto';

const TOO_MANY = 'Too many requests: try again later';

/** The extension answers its calls with 200 alone; these are for requests that it would not understand. */
export const ERRORS: ErrorTable = {
  codes: refusalRows({ status: 401 }),
  kinds: {
    invalid: { status: 400 },
    unprocessable: { status: 400 },
    unauthenticated: { status: 401 },
    refused: { status: 401 },
    'not-found': { status: 404 },
    'method-not-allowed': { status: 405 },
    conflict: { status: 400 },
    'too-large': { status: 413 },
    unsupported: { status: 415 },
    'too-many': { status: 429, message: TOO_MANY },
    internal: { status: 500 },
    unavailable: { status: 503 },
  },
  body: ({ code, message }: DialectProblem) => ({ success: false, error: code.toLowerCase(), message }),
  schema: EddErrorDto,
};

const message = (text: string): ErrorRow => ({ status: 401, message: text });

const NOT_ACTIVE = message('Your license has not been activated for this domain, please activate it first.');
const DISABLED = message('Your license has been disabled.');

// Messages: EDD_SL_Package_Download of the extension, which answers each of them with 401.
export const PACKAGE_ERRORS: ErrorTable = {
  ...ERRORS,
  codes: {
    ...refusalRows(message('Your license could not be validated.')),
    EXPIRED: message('Your license has expired, please renew it to install this update.'),
    NOT_ACTIVATED: NOT_ACTIVE,
    DEVICE_MISMATCH: NOT_ACTIVE,
    REVOKED: DISABLED,
    BLOCKED: DISABLED,
    DISABLED,
    NOT_FOUND: message('Your download link has expired'),
    RANGE_UNSATISFIABLE: { status: 416 },
  },
  kinds: { ...ERRORS.kinds, 'not-found': message('No download package available') },
};

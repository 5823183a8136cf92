import { address, defineDialect, type DialectProblem, type ErrorRow, type ReceivedRequest } from '../../core/common';
import { type EnvVariable } from '../../core/common/internal';
import { utcSeconds } from '../kit/dates';
import { refusalRows } from '../kit/refusal-rows';
import { ErrorDto } from './http/dto/error.dto';
import { isLicenseKey } from './http/license-key';
import { PROGRAN3_PRESENTATION } from './progran3.presentation';

/** Product of licenses created through this API. */
export const PROGRAN3_PRODUCT = 'progran3-default';

const FORBIDDEN: ErrorRow = { status: 403, code: 'FORBIDDEN' };

/** The contract has no code for these errors, only a message. */
const ALREADY_ACTIVATED = withoutCode(400, 'This license key is already activated');

/** Secret with which programs sign requests; signatures are not verified by default. */
export const SIGNING_SECRET: EnvVariable = {
  name: 'PROGRAN3_SIGNING_SECRET',
  description:
    'Secret with which ProGran3 programs sign requests. A request with an `X-Signature` that is wrong or more than five minutes old is ' +
    'refused; the header is never required.',
  minLength: 8,
  maxLength: 1_000,
};

/** The ProGran3 license server, with the calls of its plugin and its dashboard. */
export const PROGRAN3 = defineDialect({
  name: 'progran3',
  title: 'ProGran3 License Server API',
  description: 'The API of the ProGran3 license server, for existing clients.',
  ...PROGRAN3_PRESENTATION,
  isOpenable: true,
  env: [SIGNING_SECRET],
  pathPrefixes: [
    '/api/licenses',
    '/api/systems',
    '/api/heartbeats',
    '/api/telemetry',
    '/api/dashboard',
    '/api/modules',
  ],
  credential: { headers: ['x-api-key'] },
  signature: 'x-signature',
  reads: {},
  clientHeaders: ['x-timestamp', 'x-fingerprint-hash', 'x-plugin-version'],
  unknownFields: 'ignore',
  errors: {
    codes: {
      ...refusalRows(FORBIDDEN),
      LICENSE_NOT_FOUND: { status: 404, code: 'NOT_FOUND', message: 'License not found' },
      UNKNOWN_LICENSE_KEY: withoutCode(400, 'Invalid license key'),
      USES_EXHAUSTED: ALREADY_ACTIVATED,
      SEATS_EXHAUSTED: ALREADY_ACTIVATED,
      CUSTOMER_MISMATCH: { status: 403, code: 'EMAIL_MISMATCH', message: 'This license is reserved for another email' },
      INVALID_SIGNATURE: { status: 401, code: 'UNAUTHORIZED' },
    },
    kinds: {
      invalid: { status: 400, code: 'VALIDATION_ERROR' },
      unprocessable: { status: 400, code: 'VALIDATION_ERROR' },
      unauthenticated: { status: 401, code: 'UNAUTHORIZED', message: 'Valid API key required' },
      refused: FORBIDDEN,
      'not-found': { status: 404, code: 'NOT_FOUND' },
      'method-not-allowed': { status: 405, code: 'NOT_FOUND' },
      conflict: { status: 409, body: messageOnly },
      'too-large': { status: 413, code: 'VALIDATION_ERROR' },
      unsupported: { status: 415, code: 'VALIDATION_ERROR' },
      'too-many': {
        status: 429,
        code: 'RATE_LIMIT_EXCEEDED',
        message: 'Too many requests. Please try again later.',
      },
      internal: { status: 500, code: 'INTERNAL_ERROR', message: 'Internal server error' },
      unavailable: { status: 503, code: 'INTERNAL_ERROR' },
    },
    body: refusal,
    schema: ErrorDto,
  },
  limits: {
    default: { perMinute: 100, keyBy: address },
    activate: {
      perMinute: 5,
      keyBy: (request) => textIn(request, 'user_email').trim().toLowerCase() || address(request),
    },
    validate: { perMinute: 30, keyBy: (request) => textIn(request, 'license_key') || address(request) },
  },
  dates: utcSeconds,
  paging: { size: 50, max: 100 },
  keyPattern: isLicenseKey,
});

export function dateOrNull(instant: Date | null): string | null {
  return instant && utcSeconds(instant);
}

function withoutCode(status: number, message: string): ErrorRow {
  return { status, message, body: messageOnly };
}

function messageOnly({ message }: DialectProblem): object {
  return { success: false, error: message };
}

function refusal({ code, message, fields, reached }: DialectProblem): object {
  if (fields) {
    const details = fields.map(({ field, message: text }) => ({ field, message: text }));
    return { success: false, error: 'Validation failed', details, code };
  }
  const details = reached && { resetAt: utcSeconds(reached.resetAt), limit: reached.limit, remaining: 0 };
  return { success: false, error: message, ...(details && { details }), code };
}

/** A text in a body that is not validated yet. */
function textIn({ body }: ReceivedRequest, field: string): string {
  const value = (body as Readonly<Record<string, unknown>> | null | undefined)?.[field];
  return typeof value === 'string' ? value : '';
}

import { address, defineDialect, type DialectProblem, type FieldProblem } from '../../core/common';
import { rowOf } from '../../core/common/internal';
import { isWellFormedKey } from '../../core/catalog';
import { utcDate, utcSeconds } from '../kit/dates';
import { refusalRows } from '../kit/refusal-rows';
import { ErrorDto, InvalidApiKeyDto } from './http/dto/error.dto';
import { V2_PRESENTATION } from './v2.presentation';

/** Default product of licenses. */
export const V2_PRODUCT = 'v2-default';

/** The V2 license server and its admin panel. */
export const V2 = defineDialect({
  name: 'v2',
  title: 'V2 License Server API',
  description: 'The API of the V2 license server, for existing clients.',
  ...V2_PRESENTATION,
  pathPrefixes: [
    '/',
    '/health',
    '/metrics',
    '/api/license',
    '/api/version',
    '/api/customer',
    '/api/customers',
    '/api/licenses/bulk-activate',
    '/api/licenses/bulk-deactivate',
    '/api/licenses/bulk-delete',
    '/api/generate-license-key',
    '/api/sessions',
    '/api/monitoring',
    '/api/admin/license',
  ],
  credential: { headers: ['x-api-key'], cookie: true },
  reads: {},
  unknownFields: 'ignore',
  errors: {
    codes: {
      ...refusalRows({ status: 403, code: 'LICENSE_INACTIVE' }),
      LICENSE_NOT_FOUND: { status: 404 },
      BAD_REQUEST: { status: 400, code: 'VALIDATION_ERROR' },
      // Characters that no field may contain are refused before license keys are parsed.
      VALIDATION_ERROR: {
        status: 400,
        body: (problem: DialectProblem) => nested(isMalformedKey(problem) ? asInvalidLicense(problem) : problem),
      },
      EXPIRED: { status: 403, code: 'LICENSE_EXPIRED' },
      USES_EXHAUSTED: { status: 409, code: 'ACTIVATION_LIMIT_REACHED' },
      SEATS_EXHAUSTED: { status: 409, code: 'ACTIVATION_LIMIT_REACHED' },
      DEVICE_BOUND_ELSEWHERE: { status: 409 },
      // The contract has this error flat and all others nested.
      INVALID_API_KEY: {
        status: 401,
        body: ({ message, code, status }: DialectProblem) => ({ error: message, code, status }),
        schema: InvalidApiKeyDto,
      },
    },
    kinds: {
      invalid: { status: 400 },
      unprocessable: { status: 400, code: 'VALIDATION_ERROR' },
      unauthenticated: { status: 401, code: 'UNAUTHORIZED' },
      refused: { status: 403, code: 'FORBIDDEN' },
      'not-found': { status: 404 },
      'method-not-allowed': { status: 405, code: 'NOT_FOUND' },
      conflict: { status: 409, code: 'CONFLICT' },
      'too-large': { status: 413, code: 'VALIDATION_ERROR' },
      unsupported: { status: 415, code: 'VALIDATION_ERROR' },
      'too-many': { status: 429, code: 'RATE_LIMIT_EXCEEDED' },
      internal: { status: 500, code: 'INTERNAL_ERROR', message: 'Internal server error' },
      unavailable: { status: 503, code: 'INTERNAL_ERROR' },
    },
    body: nested,
    schema: ErrorDto,
  },
  limits: {
    default: { perMinute: 100, keyBy: address },
    admin: { perMinute: 1000, keyBy: 'caller' },
    metrics: { perMinute: 60, keyBy: address },
    // Per activation, counted once the activation is found.
    heartbeat: { perMinute: 1 },
  },
  dates: utcSeconds,
  paging: { size: 20, max: 100 },
  keyPattern: isWellFormedKey,
  findsTypedKeys: true,
});

function nested({ code, message, fields = [] }: DialectProblem): object {
  const [first] = fields;
  return { error: { code, message, ...(first && { details: { ...detailsOf(first), ...rowsIn(fields) } }) } };
}

function detailsOf({ field, reason, ids }: FieldProblem): object {
  return { field, reason, ...(ids && { ids }) };
}

/** All that is wrong in the rows of a file. */
function rowsIn(fields: readonly FieldProblem[]): object {
  const rows = fields.filter(({ field }) => field.startsWith('rows.'));
  return rows.length === 0 ? {} : { rows: rows.map(({ field, reason, message }) => ({ field, reason, message })) };
}

function isMalformedKey({ fields: [first] = [] }: DialectProblem): boolean {
  return first?.field === 'license_key' && first.reason === 'format_invalid';
}

function asInvalidLicense(malformed: DialectProblem): DialectProblem {
  const { code, message } = rowOf('INVALID_LICENSE');
  return { ...malformed, code, message };
}

/** The contract's format of license validity. */
export const dateOf = utcDate;

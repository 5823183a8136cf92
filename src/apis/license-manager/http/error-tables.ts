import type { DialectProblem, ErrorRow, ErrorTable, ProblemKind } from '../../../core/common';
import { messagesByField } from '../../kit/messages-by-field';
import { refusalRows } from '../../kit/refusal-rows';
import { ErrorDto } from './dto/error.dto';
import { INVALID_CODE, LIMIT_MESSAGES, NO_API_KEY, NOT_YOURS, RATE_LIMITED } from './program-messages';

const LIMIT_REACHED = 'ACTIVATED_MAXIMUM_ALLOWED_PRODUCT_INSTANCES';

type Rows = Readonly<Record<string, ErrorRow>>;

/** Default statuses of the API. */
const KINDS: Readonly<Record<ProblemKind, ErrorRow>> = {
  invalid: { status: 400 },
  unprocessable: { status: 422 },
  unauthenticated: { status: 401, message: NO_API_KEY },
  refused: { status: 403 },
  'not-found': { status: 404 },
  'method-not-allowed': { status: 405 },
  conflict: { status: 422 },
  'too-large': { status: 413 },
  unsupported: { status: 415 },
  'too-many': { status: 429, message: RATE_LIMITED },
  internal: { status: 500 },
  unavailable: { status: 503 },
};

const CODES: Rows = {
  VALIDATION_ERROR: { status: 422 },
  RANGE_UNSATISFIABLE: { status: 416 },
  // Reported like other invalid fields.
  FILE_MISSING: { status: 422 },
  FILE_UNEXPECTED: { status: 422 },
  FILE_NAME_INVALID: { status: 422 },
};

/** Refused activations. Codes that do not belong to the caller get no specific reason. */
const ACTIVATION_REFUSALS: Rows = {
  ...refusalRows({ status: 400 }),
  LICENSE_NOT_FOUND: { status: 400, message: INVALID_CODE },
  PRODUCT_MISMATCH: { status: 400, message: INVALID_CODE },
  CUSTOMER_MISMATCH: { status: 400, message: INVALID_CODE },
  USES_EXHAUSTED: limitReached(LIMIT_MESSAGES.uses),
  SEATS_EXHAUSTED: limitReached(LIMIT_MESSAGES.seats),
};

/** The rest of the contract has one message for every license problem. */
const REFUSED_LICENSE: Rows = refusalRows({ status: 400, message: NOT_YOURS });

export const EXTERNAL: ErrorTable = {
  codes: { ...CODES, ...REFUSED_LICENSE, LICENSE_NOT_FOUND: { status: 400, message: INVALID_CODE } },
  kinds: KINDS,
  body: (problem) => ({
    status: false,
    is_active: false,
    message: problem.message,
    ...errorsIn(problem),
    ...statusCodeIn(problem),
  }),
  schema: ErrorDto,
};
const VERIFY: ErrorTable = {
  ...EXTERNAL,
  codes: { ...CODES, ...REFUSED_LICENSE },
  body: (problem) => ({ ...EXTERNAL.body(problem), data: null }),
};
const DEACTIVATE: ErrorTable = { ...EXTERNAL, codes: { ...CODES, ...REFUSED_LICENSE } };
const ACTIVATE: ErrorTable = {
  ...EXTERNAL,
  codes: { ...CODES, ...ACTIVATION_REFUSALS },
  body: (problem) => ({ ...EXTERNAL.body(problem), lic_response: null, data: null }),
};
const DOWNLOAD: ErrorTable = {
  ...EXTERNAL,
  codes: { ...CODES, ...refusalRows({ status: 401, message: NOT_YOURS }) },
};

const INTERNAL = internal({ reference: 'reference_id' });
const INTERNAL_VERSIONS = internal({ reference: 'version_id' });
const INTERNAL_LICENSES = internal({ key: 'license_code', reference: 'customer_id' });

/** LicenseBox's programs treat any status other than 200 as a server failure, so refusals appear only in the body. */
const LEGACY_KINDS: Readonly<Record<ProblemKind, ErrorRow>> = {
  ...KINDS,
  unprocessable: { status: 200 },
  unauthenticated: { status: 403, message: NO_API_KEY },
  'not-found': { status: 200 },
  conflict: { status: 200 },
};
const LEGACY_CODES: Rows = { VALIDATION_ERROR: { status: 200 } };

const LEGACY: ErrorTable = {
  codes: { ...LEGACY_CODES, ...withStatus200(REFUSED_LICENSE) },
  kinds: LEGACY_KINDS,
  body: ({ message }) => ({ status: false, message }),
  schema: ErrorDto,
};
const LEGACY_ACTIVATE: ErrorTable = {
  ...LEGACY,
  codes: { ...LEGACY_CODES, ...withStatus200(ACTIVATION_REFUSALS) },
  body: (problem) => ({ ...LEGACY.body(problem), ...statusCodeIn(problem), data: null, lic_response: null }),
};
const LEGACY_VERIFY: ErrorTable = { ...LEGACY, body: (problem) => ({ ...LEGACY.body(problem), data: null }) };
const NO_UPDATE = { version: null, release_date: null, summary: null, changelog: null, update_id: null, has_sql: null };
const LEGACY_CHECK_UPDATE: ErrorTable = {
  ...LEGACY,
  body: (problem) => ({ ...LEGACY.body(problem), ...(problem.status === 200 && NO_UPDATE) }),
};
const LEGACY_INTERNAL: ErrorTable = {
  ...LEGACY,
  codes: { ...LEGACY_CODES, ...withStatus200(INTERNAL.codes) },
};
/** Downloading programs read the body as the file, whatever it is, so errors have none. */
const LEGACY_DOWNLOAD: ErrorTable = {
  ...LEGACY,
  codes: { VALIDATION_ERROR: noBody(404), RANGE_UNSATISFIABLE: noBody(416), ...refusalRows(noBody(401)) },
  kinds: { ...LEGACY_KINDS, 'not-found': noBody(404), conflict: noBody(404), unprocessable: noBody(404) },
};

/** Error tables by path; the first match wins, `EXTERNAL` is the default. */
const TABLES_BY_PATH: readonly (readonly [path: RegExp, table: ErrorTable])[] = [
  [at('external/license/activate'), ACTIVATE],
  [at('external/license/verify'), VERIFY],
  [at('external/license/deactivate'), DEACTIVATE],
  [at('external/update'), DOWNLOAD],
  [at('internal/product-licenses'), INTERNAL_LICENSES],
  [at('internal/products/[^/]+/versions'), INTERNAL_VERSIONS],
  [at('internal'), INTERNAL],
  [at('activate_license'), LEGACY_ACTIVATE],
  [at('verify_license|deactivate_license'), LEGACY_VERIFY],
  [at('check_update'), LEGACY_CHECK_UPDATE],
  [at('latest_version|check_connection_ext'), LEGACY],
  [at('download_update|get_update_size'), LEGACY_DOWNLOAD],
  // Only LicenseBox's calls have underscores in their names; the remaining ones are its internal API.
  [at('[a-z]+_[a-z_]+'), LEGACY_INTERNAL],
];

export function errorsAt(path: string): ErrorTable | undefined {
  return TABLES_BY_PATH.find(([pattern]) => pattern.test(path))?.[1];
}

function at(pattern: string): RegExp {
  return new RegExp(`^/api/(?:${pattern})(?:/|$)`);
}

/** @param names wire names of fields that shared rules report under another name */
function internal(names: Readonly<Record<string, string>>): ErrorTable {
  return {
    codes: { ...CODES, ...refusalRows({ status: 400 }), LICENSE_NOT_FOUND: { status: 404 } },
    kinds: KINDS,
    body: (problem) => ({ status: false, message: problem.message, ...errorsIn(problem, names) }),
    schema: ErrorDto,
  };
}

function limitReached(message: string): ErrorRow {
  return { status: 400, code: LIMIT_REACHED, message };
}

function noBody(status: number): ErrorRow {
  return { status, body: () => null, schema: null };
}

function withStatus200(rows: Rows): Rows {
  return Object.fromEntries(Object.entries(rows).map(([code, row]) => [code, { ...row, status: 200 }]));
}

function errorsIn(
  { fields }: DialectProblem,
  names: Readonly<Record<string, string>> = {},
): { errors?: Record<string, string[]> } {
  return fields
    ? { errors: messagesByField(fields.map((one) => ({ ...one, field: names[one.field] ?? one.field }))) }
    : {};
}

function statusCodeIn({ code }: DialectProblem): { status_code?: string } {
  return code === LIMIT_REACHED ? { status_code: code } : {};
}

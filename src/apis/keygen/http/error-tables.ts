import type { DialectProblem, ErrorRow, ErrorTable, ProblemKind } from '../../../core/common';
import { LicenseRefused } from '../../../core/verification';
import { CredentialRefused, ResourceNotFound } from '../app/refusals';
import { ErrorsDto, type ErrorDto } from './dto/errors.dto';

/*
 * Titles, details and codes: app/controllers/application_controller.rb, app/controllers/concerns/authentication.rb,
 * app/models/machine.rb and config/initializers/rack_attack.rb of https://github.com/keygen-sh/keygen-api. The errors of its
 * documentation are the same: https://keygen.sh/docs/api/errors/.
 */

type ErrorOf = (problem: DialectProblem) => ErrorDto;

const LIMIT = 'machine count has exceeded maximum allowed for license';
const QUERY_FIELDS = ['limit', 'page[number]', 'page[size]'];

function row(status: number, error: ErrorOf, more: Partial<ErrorRow> = {}): ErrorRow {
  return { status, ...more, body: (problem) => ({ errors: [error(problem)], meta: { id: problem.requestId } }) };
}

const known = (status: number, title: string, code: string, detail: string, source?: ErrorDto['source']): ErrorRow =>
  row(status, () => ({ title, detail, code, ...(source && { source }) }), { code, message: detail });

/** Our own refusal in words, which programs show. */
const denied = row(403, ({ message, code }) => ({
  title: 'Access denied',
  detail: `You do not have permission to complete the request (${message})`,
  code,
}));

const SUSPENDED = known(403, 'Access denied', 'LICENSE_SUSPENDED', 'License is suspended');
const TAKEN = known(422, 'Unprocessable resource', 'FINGERPRINT_TAKEN', 'has already been taken', {
  pointer: '/data/attributes/fingerprint',
});
const FULL = row(
  422,
  ({ cause }) => ({
    title: 'Unprocessable resource',
    detail: `${LIMIT}${limitIn(cause)}`,
    code: 'MACHINE_LIMIT_EXCEEDED',
    source: { pointer: '/data' },
  }),
  { code: 'MACHINE_LIMIT_EXCEEDED', message: LIMIT },
);
const NOT_FOUND = row(404, ({ cause }) => ({ title: 'Not found', detail: missing(cause), code: 'NOT_FOUND' }), {
  code: 'NOT_FOUND',
});

const KINDS: Readonly<Record<ProblemKind, ErrorRow>> = {
  invalid: row(400, invalid),
  unprocessable: row(422, ({ message, code }) => ({ title: 'Unprocessable entity', detail: message, code })),
  unauthenticated: row(
    401,
    ({ cause }) => ({
      title: 'Unauthorized',
      detail: 'You must be authenticated to complete the request',
      code: cause instanceof CredentialRefused ? cause.credential : 'TOKEN_INVALID',
    }),
    { headers: { 'www-authenticate': 'Bearer realm="keygen"' } },
  ),
  refused: row(403, () => ({
    title: 'Access denied',
    detail:
      'You do not have permission to complete the request (ensure the token or license is allowed to access all resources)',
  })),
  'not-found': NOT_FOUND,
  'method-not-allowed': row(405, ({ message }) => ({ title: 'Not supported', detail: message })),
  conflict: row(409, () => ({
    title: 'Conflict',
    detail: 'The request could not be completed because of a conflict',
  })),
  'too-large': row(413, ({ message }) => ({ title: 'Payload too large', detail: message })),
  unsupported: row(415, ({ message }) => ({ title: 'Unsupported media type', detail: message })),
  'too-many': row(429, () => ({
    title: 'Too many requests',
    detail: 'Throttle limit has been reached for your IP address.',
    code: 'TOO_MANY_REQUESTS',
  })),
  internal: row(500, ({ message }) => ({ title: 'Internal server error', detail: message })),
  unavailable: row(503, ({ message }) => ({ title: 'Service unavailable', detail: message })),
};

export const ERRORS: ErrorTable = {
  codes: {
    ...Object.fromEntries(
      [
        'PRODUCT_MISMATCH',
        'PRODUCT_INACTIVE',
        'DOMAIN_NOT_ALLOWED',
        'IP_NOT_ALLOWED',
        'COUNTRY_NOT_ALLOWED',
        'DEVICE_NOT_ALLOWED',
        'DEVICE_SIZE_MISSING',
        'POLICY_MISMATCH',
        'GROUP_MISMATCH',
        'CUSTOMER_MISMATCH',
        'USER_MISMATCH',
        'VERSION_NOT_ALLOWED',
        'CHECKSUM_MISMATCH',
        'ENTITLEMENT_MISSING',
        'UPDATES_ENDED',
        'USERS_EXHAUSTED',
        'TRANSFERS_EXHAUSTED',
        'CAPACITY_EXHAUSTED',
      ].map((code) => [code, denied]),
    ),
    LICENSE_NOT_FOUND: NOT_FOUND,
    REVOKED: SUSPENDED,
    BLOCKED: SUSPENDED,
    DISABLED: SUSPENDED,
    NOT_STARTED: SUSPENDED,
    BLACKLISTED: known(403, 'Access denied', 'LICENSE_BANNED', 'License is banned'),
    EXPIRED: known(403, 'Access denied', 'LICENSE_EXPIRED', 'License is expired'),
    CHECK_IN_OVERDUE: known(422, 'Unprocessable entity', 'MACHINE_HEARTBEAT_DEAD', 'is dead'),
    DEVICE_BOUND_ELSEWHERE: TAKEN,
    NOT_ACTIVATED: NOT_FOUND,
    DEVICE_MISMATCH: NOT_FOUND,
    SEATS_EXHAUSTED: FULL,
    USES_EXHAUSTED: FULL,
  },
  kinds: KINDS,
  body: (problem) => KINDS.internal.body?.(problem) ?? {},
  schema: ErrorsDto,
};

function missing(cause: DialectProblem['cause']): string {
  if (cause instanceof ResourceNotFound) {
    return `The requested ${cause.noun} '${cause.id}' was not found`;
  }
  return cause.rule === 'PATH_NOT_FOUND'
    ? 'The requested endpoint was not found (check your HTTP method, Accept header, and URL path)'
    : 'The requested resource was not found';
}

function limitIn(cause: DialectProblem['cause']): string {
  const limit = cause instanceof LicenseRefused ? cause.license?.maxActivations : undefined;
  return typeof limit === 'number' ? ` (${limit})` : '';
}

/** The first invalid field, as in the original. */
function invalid({ message, fields = [] }: DialectProblem): ErrorDto {
  const first = fields.find(({ reason }) => reason === 'is_given') ?? fields[0];
  return { title: 'Bad request', detail: first?.message ?? message, ...(first && { source: sourceOf(first.field) }) };
}

function sourceOf(field: string): ErrorDto['source'] {
  return QUERY_FIELDS.includes(field) ? { parameter: field } : { pointer: `/${field.replaceAll('.', '/')}` };
}

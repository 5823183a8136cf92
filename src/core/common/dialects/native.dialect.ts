import type { ReceivedRequest } from '../http/received-request';
import { address } from '../limits/route-limits';
import { ErrorDto } from './dto/error.dto';
import { defineDialect, type DialectProblem } from './define-dialect';

const SESSION_TOKEN = /^[\w-]{43}$/;

/** The native API; also handles errors at paths without a dialect. */
export const NATIVE = defineDialect({
  name: 'native',
  title: 'Keyward API',
  description: 'Issue licenses, activate them on devices and verify them.',
  pathPrefixes: ['/api/v1', '/health/ready'],
  credential: { headers: ['x-api-key'] },
  unknownFields: 'refuse',
  saysMissing: true,
  errors: {
    codes: {
      // Internally distinguished from other missing resources.
      LICENSE_NOT_FOUND: { status: 404, code: 'NOT_FOUND' },
      APP_BUNDLE_NOT_FOUND: { status: 404, code: 'NOT_FOUND' },
      PATH_NOT_FOUND: { status: 404, code: 'PATH_NOT_FOUND' },
      RANGE_UNSATISFIABLE: { status: 416 },
    },
    kinds: {
      invalid: { status: 400 },
      unprocessable: { status: 422 },
      unauthenticated: { status: 401, headers: { 'www-authenticate': 'Bearer' } },
      refused: { status: 403 },
      'not-found': { status: 404 },
      'method-not-allowed': { status: 405 },
      conflict: { status: 409 },
      'too-large': { status: 413 },
      unsupported: { status: 415 },
      'too-many': { status: 429 },
      internal: { status: 500 },
      unavailable: { status: 503 },
    },
    body: ({ code, message, fields, waiting, requestId }: DialectProblem) => ({
      error: { code, message, ...(fields && { details: fields }), ...(waiting && { waiting }), request_id: requestId },
    }),
    schema: ErrorDto,
  },
  limits: {
    default: { perMinute: 1000, keyBy: 'caller' },
    // Counted by `LicenseCallLimitsService`, as `license` and `device`.
    client: {
      perMinute: 100,
      description: 'Requests of programs per minute of one address that name no license, or one that does not exist.',
    },
    license: {
      perMinute: 30,
      description: 'Requests of programs per minute of one license, for each of its seats.',
    },
    device: { perMinute: 100, description: 'Requests of programs per minute of one device of a license.' },
    // Counts each session: many programs may share an address. Unknown tokens count against `client`.
    session: { perMinute: 60, keyBy: sessionOf },
    trial: { perMinute: 10, keyBy: address },
    login: { perMinute: 10, keyBy: address },
    documents: { perMinute: 100, keyBy: address },
  },
  findsTypedKeys: true,
  refusesInexactNumbers: true,
});

/** A text that can be no token counts like a request without one. */
function sessionOf(request: ReceivedRequest): string {
  const { session_token: token } = (request.body ?? {}) as { readonly session_token?: unknown };
  return typeof token === 'string' && SESSION_TOKEN.test(token) ? token : address(request);
}

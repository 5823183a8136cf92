import { address } from '../limits/rate-limit-keys';
import { ErrorDto } from './dto/error.dto';
import { defineDialect, type DialectProblem } from './define-dialect';

/** Our own API, which also speaks for every path that nobody owns. */
export const NATIVE = defineDialect({
  name: 'native',
  title: 'Keyward API',
  description: 'Issue licenses, bind them to devices and ask whether a program may run.',
  pathPrefixes: ['/api/v1'],
  credential: { headers: ['x-api-key'] },
  unknownFields: 'refuse',
  errors: {
    codes: {
      // Inside the house they are told apart from an unknown path.
      LICENSE_NOT_FOUND: { status: 404, code: 'NOT_FOUND' },
      APP_BUNDLE_NOT_FOUND: { status: 404, code: 'NOT_FOUND' },
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
    body: ({ code, message, fields, requestId }: DialectProblem) => ({
      error: { code, message, ...(fields && { details: fields }), request_id: requestId },
    }),
    schema: ErrorDto,
  },
  limits: {
    default: { perMinute: 1000, keyBy: 'caller' },
    client: { perMinute: 100, keyBy: address },
    login: { perMinute: 10, keyBy: address },
  },
  dates: (moment: Date) => moment.toISOString(),
  paging: { size: 20, max: 100 },
  keyPattern: () => true,
});

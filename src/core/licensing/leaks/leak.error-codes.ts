import type { ErrorRows } from '../../common/errors/catalogue';

export const LEAK_ERRORS = {
  LEAK_REPORT_REFUSED: {
    of: 'BAD_REQUEST',
    message: 'The report is not signed by a key of the scanner, or is no list of tokens',
  },
  LEAK_KEYS_UNREADABLE: {
    of: 'UNAVAILABLE',
    message: 'The public keys of the scanner cannot be read now',
    retryAfter: 60,
  },
} as const satisfies ErrorRows;

declare module '../../common/errors/catalogue' {
  interface ModuleErrors extends Readonly<typeof LEAK_ERRORS> {}
}

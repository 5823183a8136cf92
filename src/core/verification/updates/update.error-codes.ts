import type { ErrorRows } from '../../common/errors/catalogue';

export const UPDATE_ERRORS = {
  TICKET_UNKNOWN: {
    of: 'NOT_FOUND',
    message: 'The address of the download is invalid or has expired',
    path: 'downloads',
  },
  FEED_TARGET_UNKNOWN: { of: 'VALIDATION_ERROR', message: 'The platform or processor is unknown' },
  FEED_UNKNOWN: { of: 'NOT_FOUND', message: 'No feed has this name', path: 'feeds' },
} as const satisfies ErrorRows;

declare module '../../common/errors/catalogue' {
  interface ModuleErrors extends Readonly<typeof UPDATE_ERRORS> {}
}

import type { ErrorRows } from '../../common/errors/catalogue';

export const SAVED_VIEW_ERRORS = {
  SAVED_VIEW_NOT_FOUND: { of: 'NOT_FOUND', message: 'View not found' },
  SAVED_VIEW_NAME_TAKEN: { of: 'CONFLICT', message: 'You have a view of this list with this name' },
  TOO_MANY_SAVED_VIEWS: { of: 'CONFLICT', message: 'You have {count} views of this list, which is the maximum' },
} as const satisfies ErrorRows;

declare module '../../common/errors/catalogue' {
  interface ModuleErrors extends Readonly<typeof SAVED_VIEW_ERRORS> {}
}

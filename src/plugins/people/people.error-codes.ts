import type { ErrorRows } from '../../plugin';

export const PEOPLE_ERRORS = {
  ERASURE_NOT_FOUND: { of: 'NOT_FOUND', message: 'Erasure not found', path: 'erasures' },
} as const satisfies ErrorRows;

declare module '../../core/common/errors/catalogue' {
  interface ModuleErrors extends Readonly<typeof PEOPLE_ERRORS> {}
}

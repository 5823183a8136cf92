import type { ErrorRows } from '../../../plugin';

export const SHADOW_ERRORS = {
  OLD_SERVER_SILENT: { of: 'UNAVAILABLE', message: 'The old server did not answer', retryAfter: 5 },
  DIALECT_NOT_SHADOWED: { of: 'NOT_FOUND', message: 'API not found', path: 'shadows' },
  SHADOW_DIFFERENCE_NOT_FOUND: { of: 'NOT_FOUND', message: 'Difference not found', path: 'differences' },
} as const satisfies ErrorRows;

declare module '../../../core/common/errors/catalogue' {
  interface ModuleErrors extends Readonly<typeof SHADOW_ERRORS> {}
}

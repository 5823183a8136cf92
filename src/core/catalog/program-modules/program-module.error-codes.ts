import type { ErrorRows } from '../../common/errors/catalogue';

export const PROGRAM_MODULE_ERRORS = {
  MODULE_NOT_FOUND: { of: 'NOT_FOUND', message: 'Module not found', path: 'modules' },
  MODULE_TOO_LARGE: {
    of: 'VALIDATION_ERROR',
    message: 'The code may have at most {bytes} bytes in UTF-8',
    field: 'code',
  },
  MODULE_NO_TEXT: { of: 'VALIDATION_ERROR', message: 'The file is not text in UTF-8', field: 'file' },
  TOO_MANY_MODULES: {
    kind: 'conflict',
    message: 'The product has the most modules it may have, 100',
    when: 'A product is given more than 100 modules.',
    remedy: 'Delete modules that no program loads.',
  },
} as const satisfies ErrorRows;

declare module '../../common/errors/catalogue' {
  interface ModuleErrors extends Readonly<typeof PROGRAM_MODULE_ERRORS> {}
}

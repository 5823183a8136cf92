import type { ErrorRows } from '../../common/errors/catalogue';

export const DATA_EXPORT_ERRORS = {
  EXPORT_NOT_FOUND: { of: 'NOT_FOUND', message: 'Export not found', path: 'exports' },
  TOO_MANY_EXPORTS: {
    kind: 'conflict',
    message: 'Too many of your exports are not finished or wait for download',
    when: 'A user starts an export while too many exports of this user are kept.',
    remedy: 'Wait for an export to finish, or delete one.',
  },
} as const satisfies ErrorRows;

declare module '../../common/errors/catalogue' {
  interface ModuleErrors extends Readonly<typeof DATA_EXPORT_ERRORS> {}
}

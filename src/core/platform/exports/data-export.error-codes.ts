import type { ErrorRows } from '../../common/errors/catalogue';

export const DATA_EXPORT_ERRORS = {
  EXPORT_NOT_FOUND: { of: 'NOT_FOUND', message: 'Export not found', path: 'exports' },
  TOO_MANY_EXPORTS: {
    kind: 'conflict',
    message: 'Too many of your exports are not finished or wait for download',
    when: 'A caller starts an export while too many exports of this caller are kept.',
    remedy: 'Wait for an export to finish, or delete one.',
  },
  EXPORT_NOT_READY: {
    kind: 'conflict',
    message: 'The file of the export is not ready',
    when: 'A file is downloaded before its export is done, or after the export failed or was stopped.',
    remedy: 'Wait until the `state` of the job is `done`; start a new export if this one failed or was stopped.',
  },
} as const satisfies ErrorRows;

declare module '../../common/errors/catalogue' {
  interface ModuleErrors extends Readonly<typeof DATA_EXPORT_ERRORS> {}
}

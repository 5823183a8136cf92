import type { ErrorRows } from '../../common/errors/catalogue';

export const ARCHIVE_ERRORS = {
  ARCHIVE_NOT_FOUND: { of: 'NOT_FOUND', message: 'There is nothing to restore: it is restored, or deleted for good' },
  RESTORE_REFERENCES_DELETED: {
    of: 'CONFLICT',
    message:
      'It belongs to something that was deleted since: restore the product, the policy, the customer or the group first. If that is deleted for good, this cannot be restored',
  },
} as const satisfies ErrorRows;

declare module '../../common/errors/catalogue' {
  interface ModuleErrors extends Readonly<typeof ARCHIVE_ERRORS> {}
}

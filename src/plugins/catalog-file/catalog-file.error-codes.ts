import type { ErrorRows } from '../../plugin';

export const CATALOG_FILE_ERRORS = {
  CATALOG_SHARED_POLICIES_FORBIDDEN: {
    of: 'FORBIDDEN',
    message: 'Missing permission: shared policies are for all products',
  },
  CATALOG_WEBHOOK_PRODUCTS_MISSING: {
    of: 'VALIDATION_ERROR',
    message: 'products is required: the API key is restricted to some',
    reason: 'missing',
  },
  CATALOG_TOO_LARGE: {
    of: 'VALIDATION_ERROR',
    kind: 'unprocessable',
    message: 'A catalog may have at most 2,000 objects',
    reason: 'too_many',
  },
  CATALOG_CHANGED: { of: 'CONFLICT', message: 'The catalog has changed since the diff: compare again' },
  CATALOG_NAME_REPEATED: {
    of: 'VALIDATION_ERROR',
    message: 'The catalog has {name} twice',
    reason: 'repeated',
  },
  CATALOG_NAME_AMBIGUOUS: {
    of: 'CONFLICT',
    message: 'The server has several objects named {name}: rename or delete all but one',
    reason: 'ambiguous',
  },
  CATALOG_RENAME_REPEATED: {
    of: 'VALIDATION_ERROR',
    message:
      'The catalog has {former} more than once: only one object can be renamed from it, and none can still have the name',
    reason: 'repeated',
  },
  CATALOG_RENAME_TAKEN: {
    of: 'CONFLICT',
    message: 'The server has both {former} and {name}: rename or delete one of them, or leave out `renamed_from`',
    reason: 'taken',
  },
  CATALOG_VERSIONS_PUBLISHED: {
    of: 'CONFLICT',
    message: 'The server has published other versions of the policy {name}: a published version cannot change or go',
  },
  CATALOG_ROLE_IN_USE: { of: 'IN_USE', message: '{name} is the role of users ({users}): nothing was applied' },
  CATALOG_OBJECT_IN_USE: { of: 'IN_USE', message: '{name} is in use (licenses: {licenses}): nothing was applied' },
} as const satisfies ErrorRows;

declare module '../../core/common/errors/catalogue' {
  interface ModuleErrors extends Readonly<typeof CATALOG_FILE_ERRORS> {}
}

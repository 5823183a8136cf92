import type { ErrorRows } from '../../common/errors/catalogue';

export const ROLE_ERRORS = {
  ROLE_NOT_FOUND: { of: 'NOT_FOUND', message: 'Role not found', path: 'roles' },
  ROLE_UNKNOWN: { of: 'VALIDATION_ERROR', message: 'There is no role {role}. Roles: {roles}', reason: 'unknown' },
  ROLE_FIXED: { of: 'CONFLICT', message: 'The roles owner, admin, support and viewer cannot be changed or deleted' },
  ROLE_NAME_TAKEN: { of: 'CONFLICT', message: 'A role with this name already exists', reason: 'taken' },
  ROLE_IN_USE: { of: 'IN_USE', message: 'Users have this role: give them another one first' },
  TOO_MANY_ROLES: { of: 'CONFLICT', message: 'There are {count} roles, which is the maximum' },
  ROLE_PERMISSIONS_UNAVAILABLE: {
    of: 'VALIDATION_ERROR',
    message: 'A role cannot have {unavailable}. It can have {available}',
    reason: 'unavailable',
  },
  ROLE_OF_PRODUCTS_UNAVAILABLE: {
    of: 'VALIDATION_ERROR',
    message: 'A role of some products cannot have {unavailable}, which is for all products. It can have {available}',
    reason: 'unavailable',
  },
  ROLE_PRODUCTS_UNKNOWN: { of: 'VALIDATION_ERROR', message: 'There is no product {unknown}', reason: 'unknown' },
  ROLE_EXCEEDS_CALLER: {
    of: 'FORBIDDEN',
    message: 'Missing permissions that this role has: {lacking}',
  },
  API_KEY_EXCEEDS_CALLER: {
    of: 'FORBIDDEN',
    message: 'Missing permissions that this API key has: {lacking}',
  },
} as const satisfies ErrorRows;

declare module '../../common/errors/catalogue' {
  interface ModuleErrors extends Readonly<typeof ROLE_ERRORS> {}
}

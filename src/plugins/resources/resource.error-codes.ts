import type { ErrorRows } from '../../plugin';

export const RESOURCE_ERRORS = {
  RESOURCE_NOT_FOUND: { of: 'NOT_FOUND', message: 'Resource not found', path: 'resources' },
  RESOURCES_NOT_FOUND: { of: 'NOT_FOUND', message: 'Resource not found: {list}', field: 'resource_ids' },
  RESOURCES_ALLOCATED: {
    of: 'CONFLICT',
    message: 'Resource already allocated: {resources}',
    reason: 'already_allocated',
    field: 'resource_ids',
  },
  RESOURCES_NOT_ALLOCATED: {
    of: 'CONFLICT',
    message: 'Resource not allocated: {resources}',
    reason: 'not_allocated',
    field: 'resource_ids',
  },
  RESOURCE_IN_USE: { of: 'IN_USE', message: 'This resource is allocated to a license' },
  RESOURCE_TAKEN: {
    of: 'CONFLICT',
    message: 'A resource of this type with this identifier already exists',
    reason: 'taken',
  },
  RESOURCE_TAKEN_MEANWHILE: {
    of: 'CONFLICT',
    message: 'A resource of this file was created concurrently',
    reason: 'taken',
  },
  RESOURCE_REPEATED: { of: 'VALIDATION_ERROR', message: 'Row {row} has the same type and identifier', reason: 'taken' },
  RESOURCE_IMPORT_FORBIDDEN: {
    of: 'FORBIDDEN',
    message: 'Missing permission: to import resources, which do not belong to a product',
  },
  RESOURCE_CREATION_FORBIDDEN: {
    of: 'FORBIDDEN',
    message: 'Missing permission: to create resources, which do not belong to a product',
  },
  RESOURCE_CHANGE_FORBIDDEN: {
    of: 'FORBIDDEN',
    message: 'Missing permission: to change resources, which do not belong to a product',
  },
  RESOURCE_DELETION_FORBIDDEN: {
    of: 'FORBIDDEN',
    message: 'Missing permission: to delete resources, which do not belong to a product',
  },
} as const satisfies ErrorRows;

declare module '../../core/common/errors/catalogue' {
  interface ModuleErrors extends Readonly<typeof RESOURCE_ERRORS> {}
}

import type { ErrorRows } from '../../common/errors/catalogue';

export const API_KEY_ERRORS = {
  API_KEY_VALUE_TWICE: { of: 'VALIDATION_ERROR', message: 'Send either key or key_sha256' },
  API_KEY_WITHOUT_VERSION: { of: 'CONFLICT', message: 'The version of a revoked key cannot be changed' },
  API_KEY_WITHOUT_OVERLAP: { of: 'VALIDATION_ERROR', message: 'The old value of a system key ends at once' },
} as const satisfies ErrorRows;

declare module '../../common/errors/catalogue' {
  interface ModuleErrors extends Readonly<typeof API_KEY_ERRORS> {}
}

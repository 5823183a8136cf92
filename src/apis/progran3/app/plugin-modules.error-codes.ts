import type { ErrorRows } from '../../../plugin';

export const PLUGIN_MODULE_ERRORS = {
  PLUGIN_TOO_OLD: {
    of: 'BAD_REQUEST',
    message: 'Module requires plugin version {minimum} or higher. Current: {current}',
  },
} as const satisfies ErrorRows;

declare module '../../../core/common/errors/catalogue' {
  interface ModuleErrors extends Readonly<typeof PLUGIN_MODULE_ERRORS> {}
}

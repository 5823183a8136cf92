/**
 * Plug-ins import this as `keyward/plugin`. Files with declarations (`*.permissions.ts`, `*.events.ts`, `*.error-codes.ts`,
 * `*.settings.ts`, `*.entity.ts`) import nothing else of the server: they are read while it is being loaded.
 */
export {
  definePlugin,
  extendPlugin,
  type PluginApi,
  type PluginConsole,
  type PluginDefinition,
  type PluginExtension,
  type PluginNavigation,
  type PluginPages,
  type PluginRows,
} from './core/common/plugins/define-plugin';
export type { DialectDefinition } from './core/common/dialects/define-dialect';
export type { ErrorRows } from './core/common/errors/catalogue';
export {
  choice,
  flag,
  list,
  secret,
  type SettingDefinition,
  text,
  wholeNumber,
} from './core/common/settings/setting-definition';
export { type ModulePermissions, ROLES } from './core/identity/permissions/permission';
export { CommonSettings } from './core/platform/settings/known-settings';
export type { EventPayloads } from './core/platform/records/event-payload';
export type { CliCommand } from './core/common/plugins/cli-command';
export {
  ERASED_TEXT,
  type ErasedValue,
  type PersonalTable,
  type PersonalTables,
  TIME_OF_ERASURE,
} from './core/common/personal-data/personal-data';

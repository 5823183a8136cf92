/** What plug-ins import as `keyward/plugin`. */
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
} from './common/plugins/define-plugin';

import type { PluginDefinition } from './define-plugin';

const names = new WeakMap<object, string>();

/** Remembers which modules are those of which plug-in. */
export function rememberModules(plugins: readonly PluginDefinition[]): void {
  for (const { name, modules = [], api } of plugins) {
    [...modules, ...(api ? [api.module] : [])].forEach((module) => names.set(module, name));
  }
}

/** The name of the plug-in that lists the module; undefined if none does. */
export function pluginOfModule(module: object): string | undefined {
  return names.get(module);
}

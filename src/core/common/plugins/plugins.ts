import { join } from 'node:path';
import type { Type } from '@nestjs/common';
import { allFiles, declarationsOf, declarationsOfPluginsOff, isOn } from '../declarations/declarations';
import type { DialectDefinition } from '../dialects/define-dialect';
import type { PluginApi, PluginDefinition, PluginExtension, PluginRemainder } from './define-plugin';
import { pluginFoldersIn, PLUGINS_OFF } from '../declarations/plugin-folders';
import type { OutsidePlugin } from '../declarations/outside-plugins';
import { OUTSIDE_PLUGINS } from '../declarations/used-plugins';
import { VERSION } from '../version';
import { rememberModules } from './plugin-of-module';
import { PluginsRefused } from './plugins-refused';
import { resolveServerModules } from './resolve-server-modules';
import { isStopped } from './stopped-plugins';

/** Plug-ins from outside use the server's modules. */
if (OUTSIDE_PLUGINS.length > 0) {
  resolveServerModules();
}

/** The plug-ins that are on. The first call loads them: no room may call it while it is loaded itself, because they import the rooms. */
export const plugins = once(() => {
  const on = load();
  rememberModules(on);
  return on;
});

/** Those of `plugins` whose tables are there. */
export function runningPlugins(): PluginDefinition[] {
  return plugins().filter(({ name }) => !isStopped(name));
}

/** The addresses of a server that serves the paths of one plug-in alone; undefined for others. */
export function ownAddresses(): PluginDefinition['addresses'] {
  return runningPlugins().find(({ addresses }) => addresses)?.addresses;
}

const extensions = once(() => declarationsOf<PluginExtension>('extension'));

/** The modules that remain of plug-ins that are off. */
export function remainingModules(): Type<unknown>[] {
  return declarationsOfPluginsOff<PluginRemainder>('remainder').flatMap(({ modules }) => modules);
}

interface LoadedApi extends PluginApi {
  /** Name of its plug-in. */
  readonly plugin: string;
  readonly modules: readonly Type<unknown>[];
}

/** The API of every plug-in that has one, with what others add to it. */
export const pluginApis = once((): readonly LoadedApi[] =>
  plugins().flatMap(({ name, api }) =>
    api ? [{ ...api, plugin: name, modules: [api.module, ...extensionsOf(name)] }] : [],
  ),
);

/** Those from outside, by their names. */
const FROM_OUTSIDE: ReadonlyMap<string, OutsidePlugin> = new Map(
  pluginFoldersIn(OUTSIDE_PLUGINS.length > 0 ? allFiles() : []).flatMap(({ name, folder }) => {
    const plugin = OUTSIDE_PLUGINS.find((each) => each.folder === folder);
    return plugin ? [[name, plugin] as const] : [];
  }),
);

/** The version of a plug-in: of Keyward's own, the server's. */
export function versionOf(name: string): string {
  return FROM_OUTSIDE.get(name)?.version ?? VERSION;
}

/** Whether the plug-in of this name is one of `PLUGINS`. */
export function isFromOutside(name: string): boolean {
  return FROM_OUTSIDE.has(name);
}

export function isApiFromOutside(dialect: DialectDefinition): boolean {
  return pluginApis().some((api) => api.dialect === dialect && isFromOutside(api.plugin));
}

/** Those of `pluginApis` whose plug-ins run. */
export function runningApis(): LoadedApi[] {
  return pluginApis().filter(({ plugin }) => !isStopped(plugin));
}

/** The path prefixes that plug-ins add to the API or to the pages of another one, by its name. */
export function addedPrefixes(): ReadonlyMap<string, readonly string[]> {
  return new Map(
    plugins().map(({ name }) => [name, [...prefixesFor(name), ...(name === 'console' ? consolePrefixes() : [])]]),
  );
}

function prefixesFor(name: string): string[] {
  return extensions().flatMap(({ of, pathPrefixes = [] }) => (of === name ? pathPrefixes : []));
}

function consolePrefixes(): string[] {
  return plugins().flatMap(({ console }) => console?.pathPrefixes ?? []);
}

/** The modules that other plug-ins add to one. */
export function extensionsOf(name: string): Type<unknown>[] {
  return extensions().flatMap(({ of, modules }) => (of === name ? modules : []));
}

/** The modules that plug-ins add to those without an API. */
export function addedModules(): Type<unknown>[] {
  return plugins().flatMap(({ name, api }) => (api ? [] : extensionsOf(name)));
}

/** The folders of other plug-ins that run, with what they add to one. */
export function foldersFor(name: string): string[] {
  return pluginFoldersIn(allFiles())
    .filter((plugin) => !isStopped(plugin.name))
    .map(({ folder }) => join(folder, name))
    .filter(isOn);
}

function load(): PluginDefinition[] {
  const known = pluginFoldersIn(allFiles()).map(({ name }) => name);
  const unknown = [...PLUGINS_OFF].find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new PluginsRefused(
      `PLUGINS_OFF names ${unknown}, which is no plug-in. These can be turned off: ${known.sort().join(', ')}.`,
    );
  }
  const on = declarationsOf<PluginDefinition>('plugin');
  const missing = on.flatMap(({ name, needs = [] }) => needs.map((need) => ({ name, need })));
  const lacking = missing.find(({ need }) => !on.some(({ name }) => name === need));
  if (lacking) {
    const { name, need } = lacking;
    throw new PluginsRefused(
      `The plug-in ${name} needs ${need}, which PLUGINS_OFF names: leave ${need} on, or turn ${name} off too.`,
    );
  }
  return on;
}

function once<T>(load: () => T): () => T {
  let loaded: T | undefined;
  return () => (loaded ??= load());
}

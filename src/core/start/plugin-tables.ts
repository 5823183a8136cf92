import type { Type } from '@nestjs/common';
import { getMetadataArgsStorage } from 'typeorm';
import { allFiles, exportsOfFiles } from '../common/declarations/declarations';
import { OutsidePluginRefused } from '../common/declarations/outside-plugins';
import { type PluginFolder, pluginFoldersIn } from '../common/declarations/plugin-folders';
import { OUTSIDE_PLUGINS } from '../common/declarations/used-plugins';

/** With what the names of a plug-in's tables begin. */
export function tablePrefix(plugin: string): string {
  return `${plugin.replaceAll('-', '_')}_`;
}

/** A plug-in from outside, with its name. */
export interface NamedPlugin extends PluginFolder {
  /** The name or path in PLUGINS. */
  readonly entry: string;
}

/** The plug-ins from outside, with the names of their files `<name>.plugin.js`. */
export function namedOutsidePlugins(): NamedPlugin[] {
  const found = pluginFoldersIn(allFiles());
  return OUTSIDE_PLUGINS.map(({ entry, folder }) => {
    const plugin = found.find((each) => each.folder === folder);
    if (!plugin) {
      throw new OutsidePluginRefused(`The plug-in ${entry} has no file <name>.plugin.js in ${folder}.`);
    }
    // The server's own come first.
    if (found.find(({ name }) => name === plugin.name) !== plugin) {
      throw new OutsidePluginRefused(`The plug-in ${entry} is named ${plugin.name}, as another one is.`);
    }
    return { ...plugin, entry };
  });
}

/** Throws for a plug-in from outside with a table whose name does not begin with that of the plug-in. */
export function refuseForeignTables(): void {
  for (const { entry, folder, name } of namedOutsidePlugins()) {
    const entities = exportsOfFiles<Type<unknown>>(folder, 'entity');
    const tables = getMetadataArgsStorage().tables.filter(({ target }) => entities.includes(target as Type<unknown>));
    const foreign = tables.find((table) => !table.name?.startsWith(tablePrefix(name)));
    if (foreign) {
      throw new OutsidePluginRefused(
        `The plug-in ${entry} has the table ${foreign.name ?? ''}: the names of its tables begin with ${tablePrefix(name)}.`,
      );
    }
  }
}

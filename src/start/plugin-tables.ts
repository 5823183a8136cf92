import type { Type } from '@nestjs/common';
import { sep } from 'node:path';
import { getMetadataArgsStorage } from 'typeorm';
import { exportsOfFiles } from '../common/declarations/declarations';
import { OUTSIDE_PLUGINS, OutsidePluginRefused } from '../common/declarations/outside-plugins';
import { PLUGINS } from '../common/plugins/plugins';

/** With what the names of a plug-in's tables begin. */
export function tablePrefix(plugin: string): string {
  return `${plugin.replaceAll('-', '_')}_`;
}

/** The plug-ins from outside, with their names. */
export function namedOutsidePlugins(): { readonly name: string; readonly folder: string; readonly entry: string }[] {
  return OUTSIDE_PLUGINS.map(({ entry, folder }) => {
    const [definition] = exportsOfFiles<{ readonly name: string }>(folder, 'plugin');
    if (!definition) {
      throw new OutsidePluginRefused(`The plug-in ${entry} has no file *.plugin.js in ${folder}.`);
    }
    return { entry, folder: folder + sep, name: definition.name };
  });
}

/** Throws for a plug-in from outside with a table whose name does not begin with that of the plug-in. */
export function refuseForeignTables(): void {
  for (const { entry, folder, name } of namedOutsidePlugins()) {
    const entities = exportsOfFiles<Type<unknown>>(folder.slice(0, -1), 'entity');
    const tables = getMetadataArgsStorage().tables.filter(({ target }) => entities.includes(target as Type<unknown>));
    const foreign = tables.find((table) => !table.name?.startsWith(tablePrefix(name)));
    if (foreign) {
      throw new OutsidePluginRefused(
        `The plug-in ${entry} has the table ${foreign.name ?? ''}: the names of its tables begin with ${tablePrefix(name)}.`,
      );
    }
    if (PLUGINS.filter((plugin) => plugin.name === name).length > 1) {
      throw new OutsidePluginRefused(`The plug-in ${entry} is named ${name}, as another one is.`);
    }
  }
}

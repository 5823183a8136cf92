import { dirname, join, sep } from 'node:path';

/** The folder of a plug-in, around its file `<name>.plugin.ts`. */
export interface PluginFolder {
  readonly name: string;
  readonly folder: string;
}

const PLUGIN_FILE = /[\\/]([a-z0-9-]+)[.]plugin[.](js|ts)$/;

/** The plug-ins that an operator has turned off, by name. Read once: what is off is never loaded. */
export const PLUGINS_OFF: ReadonlySet<string> = new Set(entriesOf(process.env.PLUGINS_OFF));

/** The entries of PLUGINS or PLUGINS_OFF. */
export function entriesOf(list: string | undefined): string[] {
  return (list ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean);
}

/** PLUGINS without some of its entries. */
export const listWithout = (list: string | undefined, left: readonly string[]): string =>
  entriesOf(list)
    .filter((entry) => !left.includes(entry))
    .join(',');

export function pluginFoldersIn(files: readonly string[]): PluginFolder[] {
  return files.flatMap((file) => {
    const [, name] = PLUGIN_FILE.exec(file) ?? [];
    return name === undefined ? [] : [{ name, folder: dirname(file) }];
  });
}

/** Without the files of plug-ins that are off, and without what others add to these. */
export function withoutPluginsOff(files: readonly string[], off: ReadonlySet<string> = PLUGINS_OFF): string[] {
  const left = pluginFoldersIn(files).flatMap(({ name, folder }) =>
    off.has(name) ? [folder + sep] : Array.from(off, (other) => join(folder, other) + sep),
  );
  return files.filter((file) => !left.some((folder) => file.startsWith(folder)));
}

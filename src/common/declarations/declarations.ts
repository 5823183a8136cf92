import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The folder with all modules: `src`, or `dist` once it is built. Tests add the folder of a module of their own. */
export const MODULE_FOLDERS = [join(__dirname, '..', '..')];

const filesOfFolder = new Map<string, string[]>();

/**
 * All that the files of a kind export, in the order of their paths: those of the kind `events` are all `*.events.ts`. Such a
 * file contains only data, and states its type with `satisfies`. It is found by its name: nothing needs to import it.
 */
export function declarationsOf<T>(kind: string, type: 'code' | 'json' = 'code'): T[] {
  return MODULE_FOLDERS.flatMap((folder) => exportsOfFiles<T>(folder, kind, type));
}

/** All that the files of a kind in a folder export: those of the kind `controller` are all `*.controller.ts` and `*.controller.tsx`. */
export function exportsOfFiles<T>(folder: string, kind: string, type: 'code' | 'json' = 'code'): T[] {
  const suffix = new RegExp(`[.]${kind}[.]${type === 'json' ? 'json' : '(js|tsx?)'}$`);
  return filesIn(folder)
    .filter((file) => suffix.test(file))
    .flatMap(exportsOf<T>);
}

/** The exports of a folder's files whose names begin with a timestamp, in the order of their names. */
export function timestampedIn<T>(folder: string): T[] {
  const files = readdirSync(folder).filter((file) => /^\d+-.*[.](js|ts)$/.test(file));
  return files.sort().flatMap((file) => exportsOf<T>(join(folder, file)));
}

function filesIn(folder: string): string[] {
  const known = filesOfFolder.get(folder);
  if (known) {
    return known;
  }
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file));
  filesOfFolder.set(folder, files.sort());
  return files;
}

function exportsOf<T>(file: string): T[] {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- Found by its name, so that nothing lists it.
  const exported = require(file) as Readonly<Record<string, T>>;
  return file.endsWith('.json') ? [exported as T] : Object.values(exported);
}

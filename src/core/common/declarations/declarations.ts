import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { OUTSIDE_PLUGINS } from './used-plugins';
import { withoutPluginsOff } from './plugin-folders';

/** The folder with all modules, `src` or, once it is built, `dist`, and those of plug-ins from outside. Tests add folders of their own. */
export const MODULE_FOLDERS = [join(__dirname, '..', '..', '..'), ...OUTSIDE_PLUGINS.map(({ folder }) => folder)];

/** All files of a folder, and those that belong to no plug-in that is off. */
interface KnownFiles {
  readonly all: Files;
  readonly on: Files;
}

interface Files {
  readonly paths: readonly string[];
  /** Those that are not empty. */
  readonly folders: ReadonlySet<string>;
  /** By names such as `events.code`. */
  readonly ofKind: ReadonlyMap<string, readonly string[]>;
}

type FileType = 'code' | 'json';

const KIND = /[.]([\w-]+)[.](?:js|tsx?|(json))$/;

const filesOfFolder = new Map<string, KnownFiles>();

/**
 * All that the files of a kind export, in the order of their paths: those of the kind `events` are all `*.events.ts`. Such a
 * file contains only data, and states its type with `satisfies`. It is found by its name: nothing needs to import it.
 */
export function declarationsOf<T>(kind: string, type: FileType = 'code'): T[] {
  return MODULE_FOLDERS.flatMap((folder) => exportsOfFiles<T>(folder, kind, type));
}

/** Like `declarationsOf`, of plug-ins that are off alone. */
export function declarationsOfPluginsOff<T>(kind: string): T[] {
  return MODULE_FOLDERS.flatMap((folder) => {
    const { all, on } = filesIn(folder);
    const known = new Set(filesOf(on, kind));
    return filesOf(all, kind)
      .filter((file) => !known.has(file))
      .flatMap(exportsOf<T>);
  });
}

/** Like `declarationsOf`, also of plug-ins that are off: their tables and rows stay. */
export function allDeclarationsOf<T>(kind: string): T[] {
  return MODULE_FOLDERS.flatMap((folder) => filesOf(filesIn(folder).all, kind).flatMap(exportsOf<T>));
}

/** All that the files of a kind in a folder export: those of the kind `controller` are all `*.controller.ts` and `*.controller.tsx`. */
export function exportsOfFiles<T>(folder: string, kind: string, type: FileType = 'code'): T[] {
  return filesOf(filesIn(folder).on, kind, type).flatMap(exportsOf<T>);
}

/** The exports of a folder's files whose names begin with a timestamp, in the order of their names. */
export function timestampedIn<T>(folder: string): T[] {
  const files = readdirSync(folder).filter((file) => /^\d+-.*[.](js|ts)$/.test(file));
  return files.sort().flatMap((file) => exportsOf<T>(join(folder, file)));
}

/** The files of all modules, those of plug-ins that are off included. */
export function allFiles(): string[] {
  return MODULE_FOLDERS.flatMap((folder) => filesIn(folder).all.paths);
}

/** Whether the folder, which is not empty, belongs to no plug-in that is off. */
export function isOn(folder: string): boolean {
  return MODULE_FOLDERS.some((modules) => filesIn(modules).on.folders.has(folder));
}

function filesIn(folder: string): KnownFiles {
  const known = filesOfFolder.get(folder);
  if (known) {
    return known;
  }
  const all = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file));
  const files = { all: byKind(all.sort()), on: byKind(withoutPluginsOff(all)) };
  filesOfFolder.set(folder, files);
  return files;
}

function byKind(paths: readonly string[]): Files {
  const ofKind = new Map<string, string[]>();
  for (const path of paths) {
    const [, kind, json] = KIND.exec(path) ?? [];
    if (kind !== undefined) {
      const name = nameOf(kind, json ? 'json' : 'code');
      const others = ofKind.get(name) ?? [];
      ofKind.set(name, others);
      others.push(path);
    }
  }
  return { paths, folders: new Set(paths.map(dirname)), ofKind };
}

const filesOf = ({ ofKind }: Files, kind: string, type: FileType = 'code'): readonly string[] =>
  ofKind.get(nameOf(kind, type)) ?? [];

const nameOf = (kind: string, type: FileType): string => `${kind}.${type}`;

function exportsOf<T>(file: string): T[] {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- Found by its name, so that nothing lists it.
  const exported = require(file) as Readonly<Record<string, T>>;
  return file.endsWith('.json') ? [exported as T] : Object.values(exported);
}

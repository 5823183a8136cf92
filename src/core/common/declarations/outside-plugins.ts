import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { satisfies, validRange } from 'semver';
import { VERSION } from '../version';

/** A plug-in that PLUGINS names: a folder, or a package that is installed. */
export interface OutsidePlugin {
  /** The name or path in PLUGINS. */
  readonly entry: string;
  readonly version: string;
  /** With its `*.plugin.js` and its other declarations, compiled. */
  readonly folder: string;
}

/** A plug-in from outside that cannot be used; the message says why, and names it. */
export class OutsidePluginRefused extends Error {}

interface PackageFile {
  readonly version?: string;
  readonly main?: string;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/**
 * @param entry a path, which is absolute or begins with a dot, or the name of a package
 * @throws OutsidePluginRefused
 */
export function findOutsidePlugin(entry: string, from = process.cwd()): OutsidePlugin {
  const root = isPath(entry) ? resolve(from, entry) : packageFolder(entry, from);
  const file = join(root ?? '', 'package.json');
  if (root === undefined || !existsSync(file)) {
    throw new OutsidePluginRefused(`PLUGINS names ${entry}, but there is no ${isPath(entry) ? file : 'such package'}.`);
  }
  const { version = '0.0.0', main = 'index.js', peerDependencies = {} } = readPackage(entry, file);
  refuseOtherVersions(entry, peerDependencies.keyward);
  const folder = dirname(resolve(root, main));
  if (!existsSync(folder)) {
    throw new OutsidePluginRefused(`The plug-in ${entry} has no folder ${folder}: build it.`);
  }
  // Node resolves the files of a package by their real paths.
  return { entry, version, folder: realpathSync(folder) };
}

function isPath(entry: string): boolean {
  return isAbsolute(entry) || entry.startsWith('.');
}

function packageFolder(name: string, from: string): string | undefined {
  const places = createRequire(join(from, 'package.json')).resolve.paths(name) ?? [];
  return places.map((place) => join(place, name)).find((folder) => existsSync(join(folder, 'package.json')));
}

function readPackage(entry: string, file: string): PackageFile {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as PackageFile;
  } catch {
    throw new OutsidePluginRefused(`The plug-in ${entry} has no valid package.json.`);
  }
}

function refuseOtherVersions(entry: string, range: string | undefined): void {
  if (range === undefined || validRange(range) === null) {
    throw new OutsidePluginRefused(
      `The plug-in ${entry} does not say with which versions of Keyward it works: its package.json needs "peerDependencies": { "keyward": "^${VERSION}" }.`,
    );
  }
  if (!satisfies(VERSION, range, { includePrerelease: true })) {
    throw new OutsidePluginRefused(
      `The plug-in ${entry} works with Keyward ${range}, and this is ${VERSION}: install another version of one of them.`,
    );
  }
}

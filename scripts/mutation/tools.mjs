import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const { resolve } = createRequire(join(import.meta.dirname, '..', '..', 'tools', 'package.json'));

/** Imports a package of tools/. */
export function importTool(name) {
  return import(pathToFileURL(resolve(name)).href);
}

import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const PROJECT = join(import.meta.dirname, '..');
const SOURCES = ['src', 'sdk/src'];
const BUILT = join(PROJECT, 'dist', 'main.js');

/** Builds when the sources are newer than the build. An image has no sources. Ends if npm was ended meanwhile. */
export async function buildIfStale() {
  const parent = process.ppid;
  if (isStale()) {
    process.stderr.write('Building…\n');
    const { build } = await import('./build.mjs');
    await build();
  }
  if (process.env.npm_execpath !== undefined && process.ppid !== parent) {
    process.exit(143);
  }
}

function isStale() {
  const folders = SOURCES.map((folder) => join(PROJECT, folder));
  if (!folders.every((folder) => existsSync(folder))) {
    return false;
  }
  return !existsSync(BUILT) || Math.max(...folders.map(newestIn)) > statSync(BUILT).mtimeMs;
}

function newestIn(folder) {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return Math.max(
    ...entries.filter((entry) => entry.isFile()).map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs),
  );
}

// Compiles src to dist. An interrupted build leaves the one before.
import { cpSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { transformFile } from '@swc/core';
import { swcOptions } from './swc-options.cjs';

const PROJECT = join(import.meta.dirname, '..');
const SOURCE = join(PROJECT, 'src');
const TARGET = join(PROJECT, 'dist');
const ASSETS = 'console/assets';

export async function build() {
  const folder = join(PROJECT, `dist.${process.pid}`);
  try {
    const files = readdirSync(SOURCE, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(SOURCE, join(entry.parentPath, entry.name)));
    await Promise.all(files.filter((file) => /(?<!\.spec|\.d)\.tsx?$/.test(file)).map((file) => compile(file, folder)));
    files.filter((file) => file.endsWith('.json')).forEach((file) => cpSync(join(SOURCE, file), join(folder, file)));
    copyAssets(folder);
    rmSync(TARGET, { recursive: true, force: true });
    renameSync(folder, TARGET);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Copies what the server reads beside its code. */
export function copyAssets(folder) {
  cpSync(join(SOURCE, ASSETS), join(folder, ASSETS), { recursive: true });
}

async function compile(file, folder) {
  const source = join(SOURCE, file);
  const target = join(folder, file.replace(/\.tsx?$/, '.js'));
  const map = `${basename(target)}.map`;
  const options = {
    ...swcOptions({ tsx: file.endsWith('.tsx') }),
    swcrc: false,
    sourceMaps: true,
    sourceFileName: relative(dirname(join(TARGET, file)), source),
  };
  const compiled = await transformFile(source, options);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, `${compiled.code}//# sourceMappingURL=${map}\n`);
  writeFileSync(join(dirname(target), map), compiled.map ?? '');
}

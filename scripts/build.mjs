// Compiles src to dist, without source maps: a server reads none. An interrupted build leaves the one before.
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { transformFile } from '@swc/core';
import { build as bundle } from 'esbuild';
import { replaceFolder } from './replace-folder.mjs';
import { swcOptions } from './swc-options.cjs';

const PROJECT = join(import.meta.dirname, '..');
const SOURCE = join(PROJECT, 'src');
const TARGET = join(PROJECT, 'dist');
const SDK = join(PROJECT, 'sdk', 'src', 'index.ts');

export async function build() {
  const folder = join(PROJECT, `dist.${process.pid}`);
  try {
    const files = readdirSync(SOURCE, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(SOURCE, join(entry.parentPath, entry.name)));
    const sources = files.filter((file) => /(?<!\.spec|\.d)\.tsx?$/.test(file));
    new Set(sources.map(dirname)).forEach((path) => mkdirSync(join(folder, path), { recursive: true }));
    await Promise.all([...sources.map((file) => compile(file, folder)), bundleSdk(join(folder, 'sdk.js'))]);
    files.filter((file) => file.endsWith('.json')).forEach((file) => cpSync(join(SOURCE, file), join(folder, file)));
    copyAssets(folder);
    replaceFolder(folder, TARGET);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Copies what the server reads beside its code: each folder with the name `assets`. */
export function copyAssets(folder) {
  readdirSync(SOURCE, { recursive: true })
    .filter((path) => basename(path) === 'assets')
    .forEach((path) => cpSync(join(SOURCE, path), join(folder, path), { recursive: true }));
}

/** The command line calls the server with the SDK: `#sdk` in package.json. */
async function bundleSdk(outfile) {
  await bundle({
    entryPoints: [SDK],
    outfile,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'es2022',
    logLevel: 'warning',
  });
}

async function compile(file, folder) {
  const common = swcOptions({ tsx: file.endsWith('.tsx') });
  const options = {
    ...common,
    // ES modules, such as tests of plug-ins, import names.
    module: { ...common.module, exportInteropAnnotation: true },
    swcrc: false,
  };
  const { code } = await transformFile(join(SOURCE, file), options);
  writeFileSync(join(folder, file.replace(/\.tsx?$/, '.js')), code);
}

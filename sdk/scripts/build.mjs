// Builds dist; with --if-stale only where it was not built from what is here now.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build as bundle } from 'esbuild';
import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';
import { PROJECT, SDK } from './documents.mjs';

const STAMP = join(SDK, 'dist/.built-from');
/** Modules that bundlers leave out of pages, by `browser` of package.json, which needs their file names. */
const WITHOUT_PAGES = { 'find-relay': join(SDK, 'src/license/find-relay.ts') };
const INPUTS = ['src', 'package.json', 'tsconfig.json', 'scripts/build.mjs', '../package-lock.json'];

const version = versionIn(SDK);
if (version !== versionIn(PROJECT)) {
  fail(`sdk/package.json has version ${version}, the server has ${versionIn(PROJECT)}: run \`npm run sdk\``);
}
const inputs = fingerprint();
if (!process.argv.includes('--if-stale') || stamp() !== inputs) {
  rmSync(join(SDK, 'dist'), { recursive: true, force: true });
  const entries = entryPoints();
  const dialog = { dialog: join(SDK, 'src/dialog/index.ts') };
  const usage = { usage: join(SDK, 'src/usage/index.ts') };
  await Promise.all([
    // Modules share their parts; esbuild cannot do so for CommonJS.
    buildCode({ ...entries, ...WITHOUT_PAGES }, { format: 'esm', extension: '.mjs', splitting: true }),
    buildCode(entries, { format: 'cjs', extension: '.js' }),
    // One file, which a page without a bundler loads.
    buildCode(dialog, { format: 'esm', extension: '.mjs' }),
    buildCode(dialog, { format: 'cjs', extension: '.js' }),
    // Of its own, so that the parts that others share stay as they are.
    buildCode(usage, { format: 'esm', extension: '.mjs' }),
    buildCode(usage, { format: 'cjs', extension: '.js' }),
    buildTypes({ ...entries, ...dialog, ...usage }),
  ]);
  writeFileSync(STAMP, inputs);
}

function entryPoints() {
  const generated = join(SDK, 'src/generated');
  const clients = readdirSync(generated).filter((file) => file.endsWith('.client.ts'));
  return {
    index: join(SDK, 'src/index.ts'),
    ...Object.fromEntries(clients.map((file) => [file.replace('.client.ts', ''), join(generated, file)])),
  };
}

async function buildCode(entryPoints, { format, extension, splitting = false }) {
  await bundle({
    entryPoints,
    outdir: join(SDK, 'dist'),
    outExtension: { '.js': extension },
    tsconfig: join(SDK, 'tsconfig.json'),
    bundle: true,
    splitting,
    // With the sources, so that debuggers and error reports need nothing else.
    sourcemap: true,
    format,
    platform: 'neutral',
    target: 'es2022',
    logLevel: 'warning',
  });
}

/** The same declarations for both module systems: TypeScript distinguishes them by the extension. */
async function buildTypes(input) {
  const types = await rollup({
    input,
    plugins: [dts({ tsconfig: join(SDK, 'tsconfig.json') })],
    onwarn: ({ message }) => fail(message),
  });
  for (const extension of ['.d.ts', '.d.mts']) {
    await types.write({
      dir: join(SDK, 'dist'),
      format: 'esm',
      entryFileNames: `[name]${extension}`,
      chunkFileNames: `[name]-[hash]${extension}`,
    });
  }
  await types.close();
}

function fingerprint() {
  const hash = createHash('sha256');
  for (const file of INPUTS.flatMap((input) => filesUnder(join(SDK, input)))) {
    hash.update(`${relative(SDK, file)}\0`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

function filesUnder(path) {
  try {
    return readdirSync(path)
      .sort()
      .flatMap((name) => filesUnder(join(path, name)));
  } catch (error) {
    if (error.code === 'ENOTDIR') {
      return [path];
    }
    throw error;
  }
}

function stamp() {
  return existsSync(STAMP) ? readFileSync(STAMP, 'utf8') : undefined;
}

function versionIn(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

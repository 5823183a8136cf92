// Builds dist; with --if-stale only where it was not built from what is here now.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { PROJECT, SDK } from './documents.mjs';

const STAMP = join(SDK, 'dist/.built-from');
const INPUTS = ['src', 'package.json', 'tsconfig.json', 'tsup.config.ts', '../package-lock.json'];

const version = versionIn(SDK);
if (version !== versionIn(PROJECT)) {
  fail(`sdk/package.json has version ${version}, the server has ${versionIn(PROJECT)}: run \`npm run sdk\``);
}
const inputs = fingerprint();
if (!process.argv.includes('--if-stale') || stamp() !== inputs) {
  build();
  writeFileSync(STAMP, inputs);
}

function build() {
  rmSync(join(SDK, 'dist'), { recursive: true, force: true });
  const tsup = join(PROJECT, 'node_modules/tsup/dist/cli-default.js');
  const { status } = spawnSync(process.execPath, [tsup, '--silent'], { cwd: SDK, stdio: 'inherit' });
  if (status !== 0) {
    fail('The SDK was not built');
  }
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

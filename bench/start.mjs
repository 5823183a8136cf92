// Compiles the benchmark, installs what only it needs, and becomes it.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { installPackages } from '../scripts/install-packages.mjs';

const BENCH = import.meta.dirname;

function compile() {
  const tsc = join(BENCH, '..', 'node_modules', 'typescript', 'bin', 'tsc');
  // `npm run typecheck` checks the types.
  const { status } = spawnSync(process.execPath, [tsc, '-p', BENCH, '--noCheck'], { stdio: 'inherit' });
  if (status !== 0) {
    process.exit(status ?? 1);
  }
}

installPackages(BENCH);
compile();
await import(pathToFileURL(join(BENCH, 'dist', 'bench', 'bench.js')).href);

// Compiles the benchmark, installs what only it needs, and becomes it.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const bench = dirname(fileURLToPath(import.meta.url));
const INSTALL_LIMIT_MS = 180_000;

function install() {
  process.stdout.write('Installing better-auth for the comparison…\n');
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: bench,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
    timeout: INSTALL_LIMIT_MS,
  });
  if (status !== 0) {
    process.stdout.write('It could not be installed: the comparison is without it.\n');
  }
}

function compile() {
  const tsc = join(bench, '..', 'node_modules', 'typescript', 'bin', 'tsc');
  // `npm run typecheck` checks the types.
  const { status } = spawnSync(process.execPath, [tsc, '-p', bench, '--noCheck'], { stdio: 'inherit' });
  if (status !== 0) {
    process.exit(status ?? 1);
  }
}

if (!existsSync(join(bench, 'node_modules', 'better-auth'))) {
  install();
}
compile();
await import(pathToFileURL(join(bench, 'dist', 'bench', 'bench.js')).href);

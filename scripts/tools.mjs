// Installs the packages of tools/ if they are missing or outdated, and runs the one that is named first, in the project's folder.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { installPackages } from './install-packages.mjs';

const PROJECT = join(import.meta.dirname, '..');
const TOOLS = join(PROJECT, 'tools');

installPackages(TOOLS);
const [program, ...parameters] = process.argv.slice(2);
if (program !== undefined) {
  const { status } = spawnSync(join(TOOLS, 'node_modules', '.bin', program), parameters, {
    cwd: PROJECT,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  process.exitCode = status ?? 1;
}

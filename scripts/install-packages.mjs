import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** Installs the packages of a folder with a lock file of its own, unless they are as the lock file says. */
export function installPackages(folder) {
  const stamp = join(folder, 'node_modules', '.installed-from');
  const lock = createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) {
    return;
  }
  process.stderr.write(`Installing the packages of ${basename(folder)}/…\n`);
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    process.stderr.write(`The packages of ${basename(folder)}/ were not installed.\n`);
    process.exit(status ?? 1);
  }
  writeFileSync(stamp, lock);
}

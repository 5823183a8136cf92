// Packs the SDK as npm would publish it and has publint and attw look at the tarball.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT, SDK } from './documents.mjs';

const folder = mkdtempSync(join(tmpdir(), 'keyward-sdk-'));
try {
  const [{ filename }] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--pack-destination', folder], { cwd: SDK, encoding: 'utf8' }),
  );
  const tarball = join(folder, filename);
  run('publint', 'run', tarball, '--strict');
  run('attw', tarball, '--no-emoji');
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function run(...command) {
  execFileSync(process.execPath, [join(PROJECT, 'scripts/tools.mjs'), ...command], { stdio: 'inherit' });
}

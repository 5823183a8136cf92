// Runs every gate, also after one has failed, and says at the end which ones did.
import { spawnSync } from 'node:child_process';

// The documents are linted after they are up to date.
const GATES = ['format', 'lint', 'typecheck', 'boundaries', 'drift', 'lint:openapi', 'lint:deploy', 'lint:php'];

const failed = GATES.filter((gate) => {
  console.log(`\n> ${gate}`);
  return (
    spawnSync('npm', ['run', '--silent', gate], { stdio: 'inherit', shell: process.platform === 'win32' }).status !== 0
  );
});

console.log(failed.length === 0 ? '\nAll gates passed.' : `\nFailed: ${failed.join(', ')}.`);
process.exitCode = failed.length === 0 ? 0 : 1;

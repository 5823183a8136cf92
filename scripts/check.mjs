// Runs every gate, or those that are named, also after one has failed, and says at the end which ones did.
import { spawnSync } from 'node:child_process';

// The documents are linted after they are up to date.
const GATES = [
  'format',
  'lint',
  'typecheck',
  'boundaries',
  'claims',
  'licenses',
  'drift',
  'lint:openapi',
  'lint:deploy',
  'lint:php',
];

const named = process.argv.slice(2);
const unknown = named.filter((name) => !GATES.includes(name));
if (unknown.length > 0) {
  console.error(`Not known: ${unknown.join(', ')}. The gates are ${GATES.join(', ')}.`);
  process.exit(2);
}

const failed = GATES.filter((gate) => named.length === 0 || named.includes(gate)).filter((gate) => {
  console.log(`\n> ${gate}`);
  return (
    spawnSync('npm', ['run', '--silent', gate], { stdio: 'inherit', shell: process.platform === 'win32' }).status !== 0
  );
});

console.log(failed.length === 0 ? '\nAll gates passed.' : `\nFailed: ${failed.join(', ')}.`);
process.exitCode = failed.length === 0 ? 0 : 1;

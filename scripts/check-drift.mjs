// Writes the API documents, the SDK and the picture of the rooms anew and fails when that changes a file: what is committed then lags behind the code.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const GENERATED = [
  'src/core/i18n/texts.generated.ts',
  'openapi.json',
  'openapi',
  'docs/error-codes.md',
  'docs/settings.md',
  'docs/paths.md',
  'docs/rooms.svg',
  'sdk/src/generated',
  'sdk/package.json',
];

process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'));

function filesIn(path) {
  if (!existsSync(path)) {
    return [];
  }
  return statSync(path).isFile() ? [path] : readdirSync(path).flatMap((name) => filesIn(`${path}/${name}`));
}

function fingerprints() {
  const files = GENERATED.flatMap(filesIn);
  return new Map(files.map((file) => [file, createHash('sha256').update(readFileSync(file)).digest('hex')]));
}

function run(command) {
  const { status } = spawnSync(command, { shell: true, stdio: 'inherit' });
  if (status !== 0) {
    fail(`\`${command}\` failed, see above: whether the generated files are up to date is not known.`);
  }
}

function fail(message) {
  process.stderr.write(`\n${message}\n`);
  process.exit(1);
}

const before = fingerprints();
run('npm run texts');
run('npm run rooms');
run('npm run openapi');
run('npm run sdk --if-present');
const after = fingerprints();

const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
  (file) => before.get(file) !== after.get(file),
);
if (changed.length > 0) {
  const files = changed.map((file) => `  ${file}`).join('\n');
  fail(`Generated files were behind the code. They are written anew, commit them:\n${files}
After a change of a controller or DTO run \`npm run openapi && npm run sdk\`, after one of the rooms \`npm run rooms\`.`);
}
process.stdout.write('The documents, the SDK and the picture of the rooms are as the code would write them.\n');

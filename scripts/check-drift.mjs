// Writes the API documents and the SDK anew and fails when that changes a file: what is committed then lags behind the code.
import { execSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const GENERATED = ['openapi.json', 'openapi', 'sdk/src/generated', 'sdk/package.json'];

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

const before = fingerprints();
execSync('npm run openapi', { stdio: 'inherit' });
execSync('npm run sdk --if-present', { stdio: 'inherit' });
const after = fingerprints();

const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
  (file) => before.get(file) !== after.get(file),
);
if (changed.length > 0) {
  const files = changed.map((file) => `  ${file}\n`).join('');
  process.stderr.write(`\nGenerated files were behind the code:\n${files}`);
  process.stderr.write(
    'They are up to date now: commit them. Next time run `npm run openapi && npm run sdk` after the change.\n',
  );
  process.exit(1);
}

// Fails if a file of src is reached from none of those that are started or found by their names: add it to a module, or delete it. Types count.
// The argument is another folder to check instead of this project.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** What is started, and what plug-ins and tests import. */
const ENTRIES =
  /^src\/(?:main|openapi|plugin|rehearse|plugins\/cli\/main|load-plugin|serve-tests|core\/[^/]+\/index|(?:pages|testkit)\/index)[.]ts$/;
/** Found by their names (src/core/common/declarations/declarations.ts). */
const DECLARED =
  /[.](?:entity|events|permissions|error-codes|background-migration|plugin|extension|remainder|start-settings|demo-rows|command|api-settings|stored-secrets|mail-kinds|mail-conditions|personal-data|few-plugins)[.]ts$/;
/** Found by their folders, also those of plug-ins. */
const PAGES =
  /^src\/(?:pages|plugins\/(?:console|portal)|plugins\/[^/]+\/(?:console|portal))\/.*[.](?:controller|service)[.]tsx?$/;
const MIGRATION = /^src\/core\/migrations\/\d+-.*[.]ts$/;
/** Browsers load the assets, and the compiler declarations. */
const ELSEWHERE = /^src\/(?:pages|plugins\/[^/]+)\/assets\/|[.]d[.]ts$|[.]spec[.]tsx?$/;

const root = resolve(process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '..'));
const files = readdirSync(join(root, 'src'), { recursive: true })
  .map((path) => `src/${path.replaceAll('\\', '/')}`)
  .filter((path) => /[.]tsx?$/.test(path) && !ELSEWHERE.test(path))
  .sort();

const used = new Set(
  files.filter((file) => [ENTRIES, DECLARED, PAGES, MIGRATION].some((pattern) => pattern.test(file))),
);
for (const file of used) {
  importsOf(file).forEach((imported) => used.add(imported));
}
const unused = files.filter((file) => !used.has(file));
unused.forEach((file) => process.stderr.write(`${file}: neither the server nor the documents use it\n`));
process.exit(unused.length > 0 ? 1 : 0);

/** Files of the project that this one names, also for their types, when it runs, or as what takes another module's place. */
function importsOf(file) {
  const text = readFileSync(join(root, file), 'utf8');
  const imported = ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
  const resolved = [...text.matchAll(/require[.]resolve[(]'([^']+)'[)]/g)].map(([, path]) => path);
  return [...imported, ...resolved]
    .filter((path) => path.startsWith('.'))
    .map((path) => posix.join(posix.dirname(file), path.replace(/[.]js$/, '')))
    .flatMap((path) => [path, `${path}.ts`, `${path}.tsx`, `${path}/index.ts`])
    .filter((path) => /[.]tsx?$/.test(path) && existsSync(join(root, path)));
}

// Writes src/generated and the entry points in package.json from the committed OpenAPI documents.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import codegen from 'openapi-typescript-codegen';
import { PROJECT, readDocuments, SDK } from './documents.mjs';
import { errorCodesSource } from './error-codes.mjs';
import { mendTypes } from './mend-types.mjs';
import { BANNER, clientEntry, CORE, profileOf } from './templates.mjs';

const GENERATED = join(SDK, 'src/generated');
const documents = readDocuments();
const dialects = documents.filter(({ name }) => name !== 'native');

rmSync(GENERATED, { recursive: true, force: true });
for (const { name, file, className, document } of documents) {
  const output = join(GENERATED, name);
  await codegen.generate({
    input: file,
    output,
    clientName: `${className}Api`,
    httpClient: 'fetch',
    useOptions: true,
    useUnionTypes: true,
    // All clients share one core, ours: core/ leads there.
    exportCore: false,
  });
  for (const [core, source] of Object.entries(CORE)) {
    write(join(output, 'core', `${core}.ts`), source);
  }
  write(join(output, 'profile.ts'), profileOf(document));
  for (const generated of ['models', 'services'].flatMap((folder) => filesIn(join(output, folder)))) {
    writeFileSync(generated, mendTypes(readFileSync(generated, 'utf8')));
  }
}
for (const dialect of dialects) {
  write(join(GENERATED, `${dialect.name}.client.ts`), clientEntry(dialect));
}
write(join(GENERATED, 'error-codes.ts'), errorCodesSource());
write(join(GENERATED, 'version.ts'), `export const VERSION = '${readJson(join(PROJECT, 'package.json')).version}';\n`);
writePackage(['index', ...dialects.map(({ name }) => name)]);

function filesIn(folder) {
  return readdirSync(folder).map((name) => join(folder, name));
}

function write(file, source) {
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, `${BANNER}\n${source}`);
}

function writePackage(entries) {
  const file = join(SDK, 'package.json');
  const { version } = readJson(join(PROJECT, 'package.json'));
  const manifest = {
    ...readJson(file),
    version,
    exports: Object.fromEntries([
      ...entries.map((entry) => [
        entry === 'index' ? '.' : `./${entry}`,
        {
          import: { types: `./dist/${entry}.d.mts`, default: `./dist/${entry}.mjs` },
          require: { types: `./dist/${entry}.d.ts`, default: `./dist/${entry}.js` },
        },
      ]),
      ['./package.json', './package.json'],
    ]),
    // For compilers that do not read `exports`.
    typesVersions: {
      '*': Object.fromEntries(entries.slice(1).map((entry) => [entry, [`./dist/${entry}.d.ts`]])),
    },
  };
  writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);
}

function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

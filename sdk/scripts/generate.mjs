// Writes src/generated and the entry points in package.json from the committed OpenAPI documents.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { describeLimits } from './describe-limits.mjs';
import { PROJECT, readDocuments, SDK } from './documents.mjs';
import { errorCodesSource } from './error-codes.mjs';
import { mendAnswer, mendTypes } from './mend-types.mjs';
import { readOperations, schemasOfAnswers, withNamedTypes, withoutReceivers } from './read-operations.mjs';
import { apiOf, BANNER, clientEntry, profileOf, resourceOf, resourcesOf } from './templates.mjs';

const codegen = createRequire(join(PROJECT, 'tools/package.json'))('openapi-typescript-codegen');
const GENERATED = join(SDK, 'src/generated');
const documents = readDocuments();
const dialects = documents.filter(({ name }) => name !== 'native');

rmSync(GENERATED, { recursive: true, force: true });
for (const { name, className, document } of documents) {
  const output = join(GENERATED, name);
  const typed = withNamedTypes(withoutReceivers(document));
  await codegen.generate({
    input: { ...typed, components: { schemas: describeLimits(typed.components.schemas) } },
    output,
    useUnionTypes: true,
    // The methods are ours: its own take one object of everything, and cannot be given another shape.
    exportCore: false,
    exportServices: false,
  });
  const answers = schemasOfAnswers(typed);
  for (const model of filesIn(join(output, 'models'))) {
    const source = mendTypes(readFileSync(model, 'utf8'));
    writeFileSync(model, answers.has(basename(model, '.ts')) ? mendAnswer(source) : source);
  }
  const operations = readOperations(typed);
  write(join(output, 'profile.ts'), profileOf(name, typed));
  const resources = resourcesOf(document, operations);
  write(join(output, 'api.ts'), apiOf(className, resources, operations));
  for (const resource of resources) {
    write(join(output, 'resources', `${resource.name}.ts`), resourceOf(resource, operations));
  }
}
for (const dialect of dialects) {
  write(join(GENERATED, `${dialect.name}.client.ts`), clientEntry(dialect));
}
write(join(GENERATED, 'error-codes.ts'), errorCodesSource());
write(join(GENERATED, 'version.ts'), `export const VERSION = '${readJson(join(PROJECT, 'package.json')).version}';\n`);
writePackage(['index', 'dialog', 'usage', ...dialects.map(({ name }) => name)]);

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

// Generates clients of OpenAPI documents: node tools/generate-clients.mjs GENERATOR FOLDER DOCUMENT…
// A test compiles them (test/debian/generators.spec.ts).
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const GENERATORS = {
  async 'openapi-typescript-codegen'(input, output) {
    const { default: codegen } = await import('openapi-typescript-codegen');
    await codegen.generate({ input, output });
  },
  async 'openapi-typescript'(input, output) {
    const { astToString, default: generate } = await import('openapi-typescript');
    mkdirSync(output, { recursive: true });
    writeFileSync(join(output, 'schema.ts'), astToString(await generate(pathToFileURL(input))));
  },
  async 'hey-api'(input, path) {
    const { createClient } = await import('@hey-api/openapi-ts');
    await createClient({ input, output: { path }, logs: { level: 'silent', file: false } });
  },
  async orval(target, output) {
    const { generate } = await import('orval');
    await generate({
      input: { target },
      output: { target: join(output, 'client.ts'), schemas: join(output, 'model'), client: 'fetch', mode: 'split' },
    });
  },
};

const [, , generator, folder, ...documents] = process.argv;
for (const document of documents) {
  await GENERATORS[generator](document, join(folder, generator, basename(document, '.json')));
}

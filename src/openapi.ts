import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { OpenAPIObject } from '@nestjs/swagger';
import { AppModule } from './app';
import { NATIVE } from './core/common/dialects/native.dialect';
import { isApiFromOutside } from './core/common/plugins/plugins';
import { PROJECT_DIR, readProjectFile } from './core/common/project';
import { buildDocument } from './core/openapi/build-document';
import { documentText } from './core/openapi/document-text';
import { DOCUMENTS, servedDocuments } from './core/openapi/documents';
import { errorReference } from './core/openapi/error-reference';
import { pathReference } from './core/openapi/path-reference';
import { withOperationsOfPlugins } from './core/openapi/plugin-operations';
import { settingsReference } from './core/openapi/settings-reference';
import { DIALECT_ENV } from './core/start/all-dialects';
import { preview } from './core/start/preview';
import type { Application } from './core/start/serve';

const APPLICATION: Application = (...where) => AppModule.with(...where);

/** Generates the OpenAPI documents and the references of error codes, paths and settings. */
async function writeDocuments(): Promise<void> {
  const app = await preview(APPLICATION, ['warn', 'error']);
  const built = DOCUMENTS.map(({ file, ...each }) => ({
    ...each,
    file,
    document: buildDocument(app, { file, ...each }),
  }));
  for (const { file, document } of built) {
    const path = join(PROJECT_DIR, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, documentText(document));
  }
  const native = built.find(({ dialect }) => dialect === NATIVE);
  if (native) {
    writeFileSync(join(PROJECT_DIR, 'docs/settings.md'), settingsReference(DIALECT_ENV, native.document));
  }
  const others = built.filter(({ dialect }) => dialect !== NATIVE);
  writeFileSync(join(PROJECT_DIR, 'docs/error-codes.md'), errorReference(others.map(({ dialect }) => dialect)));
  const named = others.map(({ dialect, document }) => ({ name: dialect.name, document }));
  writeFileSync(join(PROJECT_DIR, 'docs/paths.md'), pathReference(named));
}

/** Prints the document of an API as a server with the plug-ins in PLUGINS has it: `keyward openapi`. */
async function printDocument(name: string): Promise<void> {
  const served = servedDocuments();
  const api = served.find(({ dialect }) => dialect.name === name);
  if (!api) {
    process.stderr.write(`The APIs are ${served.map(({ dialect }) => dialect.name).join(', ')}\n`);
    process.exitCode = 1;
    return;
  }
  // Warnings would be on standard output.
  const app = await preview(APPLICATION, ['error']);
  const document = isApiFromOutside(api.dialect)
    ? buildDocument(app, api)
    : (JSON.parse(readProjectFile(api.file)) as OpenAPIObject);
  process.stdout.write(documentText(api.dialect === NATIVE ? withOperationsOfPlugins(app, document) : document));
}

const [name] = process.argv.slice(2);
void (name === undefined ? writeDocuments() : printDocument(name));

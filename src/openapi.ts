import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app';
import { NATIVE } from './core/common/dialects/native.dialect';
import { PROJECT_DIR } from './core/common/project';
import { readSettings } from './core/platform/config/read-settings';
import { buildDocument } from './core/openapi/build-document';
import { documentText } from './core/openapi/document-text';
import { DOCUMENTS } from './core/openapi/documents';
import { errorReference } from './core/openapi/error-reference';
import { pathReference } from './core/openapi/path-reference';
import { settingsReference } from './core/openapi/settings-reference';
import { DIALECT_ENV } from './core/start/all-dialects';

/** Generates the OpenAPI documents and the references of error codes, paths and settings. Needs no database: in preview mode, nothing is instantiated. */
async function writeDocuments(): Promise<void> {
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with(readSettings({}), 'postgres://nowhere'),
    new FastifyAdapter(),
    {
      preview: true,
      logger: ['warn', 'error'],
    },
  );
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

void writeDocuments();

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module';
import { NATIVE } from './common/dialects/native.dialect';
import { PROJECT_DIR } from './common/project';
import { readSettings } from './platform/config/settings';
import { buildDocument } from './openapi/build-document';
import { DOCUMENTS } from './openapi/documents';
import { errorReference } from './openapi/error-reference';

/** Generates the OpenAPI documents and the reference of error codes. Needs no database: in preview mode, nothing is instantiated. */
async function writeDocuments(): Promise<void> {
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with(readSettings({}), 'postgres://nowhere'),
    new FastifyAdapter(),
    {
      preview: true,
      logger: ['warn', 'error'],
    },
  );
  for (const document of DOCUMENTS) {
    const path = join(PROJECT_DIR, document.file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${JSON.stringify(buildDocument(app, document), null, 2)}\n`);
  }
  const foreign = DOCUMENTS.map(({ dialect }) => dialect).filter((dialect) => dialect !== NATIVE);
  writeFileSync(join(PROJECT_DIR, 'docs/error-codes.md'), errorReference(foreign));
}

void writeDocuments();

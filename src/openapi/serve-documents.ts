import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';
import { PROJECT_DIR, readProjectFile } from '../common/project';
import { DOCUMENTS } from './documents';

/** Serves the committed documents, and Swagger UI over them at /docs. */
export function serveDocuments(app: NestFastifyApplication): void {
  // The files are missing while the documents are generated for the first time.
  const written = DOCUMENTS.filter(({ file }) => existsSync(join(PROJECT_DIR, file)));
  const [native] = written;
  if (!native) {
    return;
  }
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  for (const { file } of written) {
    const text = readProjectFile(file);
    fastify.get(`/${file}`, (_request, reply) => reply.type('application/json; charset=utf-8').send(text));
  }
  const document = JSON.parse(readProjectFile(native.file)) as OpenAPIObject;
  SwaggerModule.setup('docs', app, document, {
    customSiteTitle: 'Keyward API',
    explorer: true,
    raw: false,
    swaggerOptions: {
      persistAuthorization: true,
      urls: written.map(({ file, dialect }) => ({ url: `/${file}`, name: dialect.title })),
    },
  });
}

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';
import { readProjectFile } from '../common/project';
import { writtenDocuments } from './documents';

/** Serves the committed documents, and Swagger UI over them at /docs. */
export function serveDocuments(app: NestFastifyApplication): void {
  const written = writtenDocuments();
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

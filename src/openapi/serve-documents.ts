import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';
import { readProjectFile } from '../common/project';
import { writtenDocuments } from './documents';

const SWAGGER_UI = '/docs';

/** Swagger UI writes styles into its page. */
const PAGE_HEADERS = {
  'content-security-policy': [
    "default-src 'self'",
    "img-src 'self' data:",
    "style-src 'self' 'unsafe-inline'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; '),
  'cross-origin-opener-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
};

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
  fastify.addHook('onRoute', (route) => {
    if (route.url.startsWith(SWAGGER_UI)) {
      route.onSend = (_request, reply, _payload, done): void => {
        void reply.headers(PAGE_HEADERS);
        done();
      };
    }
  });
  SwaggerModule.setup(SWAGGER_UI, app, document, {
    customSiteTitle: 'Keyward API',
    explorer: true,
    raw: false,
    swaggerOptions: {
      persistAuthorization: true,
      urls: written.map(({ file, dialect }) => ({ url: `/${file}`, name: dialect.title })),
    },
  });
}

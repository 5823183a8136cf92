import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FastifyInstance, FastifyReply, RouteShorthandOptions } from 'fastify';
import { basePathOf } from '../common/http/base-path';
import type { ApiDocument } from './documents';
import { ServedDocument } from './served-document';

const PATH = '/docs';
const INITIALIZER = 'swagger-ui-init.js';
const SCRIPT = 'text/javascript; charset=utf-8';
const STYLES = 'text/css; charset=utf-8';

/** The files that the page loads from the package of Swagger UI. */
const FILES = {
  'index.css': STYLES,
  'swagger-ui.css': STYLES,
  'swagger-ui-bundle.js': SCRIPT,
  'swagger-ui-standalone-preset.js': SCRIPT,
  'favicon-16x16.png': 'image/png',
  'favicon-32x32.png': 'image/png',
} as const;

/** Swagger UI writes styles into its page. */
const HEADERS = {
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

/** Serves Swagger UI over the documents at /docs. Its files are read at their first request, and kept. */
export function serveSwaggerUi(
  fastify: FastifyInstance,
  documents: readonly ApiDocument[],
  options: RouteShorthandOptions,
): void {
  const get = (path: string, type: string, contentOf: (basePath: string) => string): void => {
    fastify.get(path, options, (request, reply) =>
      withHeaders(reply)
        .type(type)
        .send(contentOf(basePathOf(request))),
    );
  };
  get(PATH, 'text/html; charset=utf-8', () => pageWithFilesIn('./docs/'));
  get(`${PATH}/`, 'text/html; charset=utf-8', () => pageWithFilesIn('./'));
  get(`${PATH}/index.html`, 'text/html; charset=utf-8', () => pageWithFilesIn('./'));
  get(`${PATH}/${INITIALIZER}`, SCRIPT, (basePath) => initializerOf(documents, basePath));
  const folder = dirname(require.resolve('swagger-ui-dist/package.json'));
  for (const [name, type] of Object.entries(FILES)) {
    let file: ServedDocument | undefined;
    fastify.get(`${PATH}/${name}`, options, (request, reply) => {
      file ??= new ServedDocument(readFileSync(join(folder, name)), type);
      return file.send(request, withHeaders(reply));
    });
  }
}

function withHeaders(reply: FastifyReply): FastifyReply {
  return reply.headers(HEADERS);
}

function pageWithFilesIn(folder: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="UTF-8">
  <title>Keyward API</title>
  <link rel="stylesheet" href="${folder}swagger-ui.css">
  <link rel="stylesheet" href="${folder}index.css">
  <link rel="icon" type="image/png" href="${folder}favicon-32x32.png" sizes="32x32">
  <link rel="icon" type="image/png" href="${folder}favicon-16x16.png" sizes="16x16">
</head>
<body>
  <div id="swagger-ui"></div>
  <script src="${folder}swagger-ui-bundle.js"></script>
  <script src="${folder}swagger-ui-standalone-preset.js"></script>
  <script src="${folder}${INITIALIZER}"></script>
</body>
</html>
`;
}

function initializerOf(documents: readonly ApiDocument[], basePath: string): string {
  const options = {
    urls: documents.map(({ file, dialect }) => ({ url: `${basePath}/${file}`, name: dialect.title })),
    dom_id: '#swagger-ui',
    layout: 'StandaloneLayout',
    // Rendering all operations takes a browser seconds: a section is rendered when it is opened, also by a link to an operation.
    docExpansion: 'none',
    deepLinking: true,
    persistAuthorization: true,
  };
  return `window.ui = SwaggerUIBundle({
  ...${JSON.stringify(options, null, 2)},
  presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
  plugins: [SwaggerUIBundle.plugins.DownloadUrl],
});
`;
}

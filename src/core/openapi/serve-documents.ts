import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { FastifyInstance, HTTPMethods, preHandlerAsyncHookHandler, RouteShorthandOptions } from 'fastify';
import type { DialectDefinition } from '../common/dialects/define-dialect';
import { NATIVE } from '../common/dialects/native.dialect';
import { basePathOf } from '../common/http/base-path';
import type { ErrorFilter } from '../common/dialects/error.filter';
import { PLUGINS_OFF } from '../common/declarations/plugin-folders';
import { isApiFromOutside } from '../common/plugins/plugins';
import { RateLimitsService } from '../common/limits/rate-limits.service';
import { KnownSettings } from '../platform/settings/known-settings';
import { readProjectFile } from '../common/project';
import { documentText } from './document-text';
import { type ApiDocument, servedDocuments } from './documents';
import { withExistingRoutes } from './existing-routes';
import { buildDocument } from './build-document';
import { outsideModules } from './native-modules';
import { withDeclaredNames } from './declared-names';
import { withOperationsOfPlugins } from './plugin-operations';
import { ServedDocument } from './served-document';
import { serveSwaggerUi } from './swagger-ui';

const logger = new Logger('Documents');

/** For coding assistants: see https://llmstxt.org. */
const LLMS_TXT = 'openapi/llms.txt';

interface KnownDocument {
  readonly basePath: string;
  readonly document: ServedDocument;
}

/**
 * Documents by file: for the root of the host, and for the latest base path. Read once in a process, which may run several
 * applications.
 */
const documents = new Map<string, KnownDocument>();

/** Serves the committed documents, and Swagger UI over them at /docs. */
export function serveDocuments(app: NestFastifyApplication, errors: ErrorFilter): void {
  const written = servedDocuments();
  if (written.length === 0) {
    return;
  }
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  const preHandler = limitByAddress(app);
  // Nest sets its own when these routes are already ready.
  const errorHandler: RouteShorthandOptions['errorHandler'] = (...failed) => errors.answer(...failed);
  for (const served of written) {
    const { file } = served;
    const read = () => textOf(app, served);
    fastify.get(`/${file}`, { preHandler, errorHandler }, (request, reply) =>
      documentOf(file, basePathOf(request), read).send(request, reply),
    );
  }
  const llms = readProjectFile(LLMS_TXT);
  fastify.get('/llms.txt', { preHandler, errorHandler }, (request, reply) =>
    reply.type('text/plain; charset=utf-8').send(llms.replaceAll('](/', `](${basePathOf(request)}/`)),
  );
  serveSwaggerUi(fastify, written, { preHandler, errorHandler });
}

/** @param read its text, at the first request */
function documentOf(file: string, basePath: string, read: () => string): ServedDocument {
  const place = basePath === '' ? file : `${file} below a path`;
  const known = documents.get(place);
  if (known?.basePath === basePath) {
    return known.document;
  }
  const text = read();
  const document = new ServedDocument(basePath === '' ? text : withServersBelow(basePath, text));
  documents.set(place, { basePath, document });
  return document;
}

/** The committed document has the operations of all plug-ins that come with the server, and of no others. */
function textOf(app: NestFastifyApplication, { file, dialect, modules }: ApiDocument): string {
  if (isApiFromOutside(dialect)) {
    return documentText(buildDocument(app, { file, dialect, modules }));
  }
  const committed = readProjectFile(file);
  const outside = dialect === NATIVE ? outsideModules() : [];
  if (PLUGINS_OFF.size === 0 && outside.length === 0) {
    return committed;
  }
  const named = withDeclaredNames(JSON.parse(committed) as OpenAPIObject, app.get(KnownSettings, { strict: false }));
  const document = existingPart(app.getHttpAdapter().getInstance(), named, dialect);
  return documentText(outside.length > 0 ? withOutsideOperations(app, document) : document);
}

function withOutsideOperations(app: NestFastifyApplication, document: OpenAPIObject): OpenAPIObject {
  try {
    return withOperationsOfPlugins(app, document);
  } catch (error) {
    logger.error(error, 'The operations of plug-ins from outside cannot be described');
    return document;
  }
}

function existingPart(fastify: FastifyInstance, document: OpenAPIObject, { name }: DialectDefinition): OpenAPIObject {
  const exists = (method: HTTPMethods, url: string): boolean =>
    [{}, { dialect: name }].some((constraints) => fastify.hasRoute({ method, url, constraints }));
  return withExistingRoutes(document, exists);
}

/** A document without servers is about the root of its host. */
function withServersBelow(basePath: string, text: string): string {
  const { servers = [{ url: '/' }], ...document } = JSON.parse(text) as OpenAPIObject;
  const below = servers.map((server) => ({ ...server, url: (basePath + server.url).replace(/\/$/, '') }));
  return documentText({ ...document, servers: below });
}

/** Documents and pages are open to all. */
function limitByAddress(app: NestFastifyApplication): preHandlerAsyncHookHandler {
  return async (request) => {
    request.isAllowed = true;
    await app.get(RateLimitsService, { strict: false }).countAddress(NATIVE, ['documents'], request, true);
  };
}

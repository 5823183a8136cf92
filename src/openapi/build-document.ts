import type { INestApplication, Type } from '@nestjs/common';
import { DocumentBuilder, getSchemaPath, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { API_KEY_SCHEME, TOKEN_SCHEME } from '../common/access/authorized.decorator';
import { type DialectDefinition, type ErrorRow, errorsOf, type ErrorTable, schemasIn } from '../common/dialects/define-dialect';
import { ERROR_TABLE } from '../common/dialects/dialect.decorator';
import { NATIVE } from '../common/dialects/native.dialect';
import type { ProblemKind } from '../common/errors/problem';
import { OFFERS_HEAD } from '../common/openapi/offers-head.decorator';
import { VERSION } from '../common/version';
import { refuseQueryTypes } from './check-queries';
import type { ApiDocument } from './documents';
import { addLimitHeaders, withLimitHeaders } from './limit-headers';

type PathItem = OpenAPIObject['paths'][string];
type Operation = NonNullable<PathItem['get']>;
type Responses = Operation['responses'];

const METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete'] as const;

const NO_OPERATION: Operation = { responses: {} };

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.',
  schema: { type: 'string', maxLength: 255 },
} as const;

const REASONS: Readonly<Record<number, string>> = {
  400: 'The request is invalid.',
  401: 'The credential is missing or invalid.',
  403: 'The permission is missing.',
  404: 'Not found.',
  413: 'The body is larger than 1 MB, or 64 KB for calls of client programs.',
  415: 'The body is not JSON.',
  429: 'Too many requests. Retry after the seconds in Retry-After.',
  500: 'Internal server error.',
};

/** Builds the OpenAPI document of an API from its decorators, and adds the error responses that every route can return. */
export function buildDocument(app: INestApplication, { dialect, modules }: ApiDocument): OpenAPIObject {
  refuseQueryTypes(app);
  const document = SwaggerModule.createDocument(app, configOf(dialect), {
    include: modules,
    extraModels: schemasIn(dialect.errors),
    operationIdFactory: (_controller, handler) => handler,
    // Every operation has one tag, the one that its controller declares.
    autoTagControllers: false,
  });
  document.paths = withActionPaths(document.paths);
  Object.values(document.paths).forEach(offerHead);
  for (const { path, method, operation } of operationsOf(document)) {
    if (dialect === NATIVE && method !== 'get') {
      addIdempotencyKey(operation);
    }
    const errors = errorsOf(dialect, pathOf(path), tableOf(operation));
    addErrorResponses(method, operation, errors, 'default' in dialect.limits);
    if (dialect === NATIVE) {
      addLimitHeaders(operation);
    }
  }
  return withPublishedNames(dialect === NATIVE ? withLimitHeaders(document) : document);
}

/** `/shop?do=sell` for the action that Nest knows as `/shop/?do=sell`. */
function withActionPaths(paths: OpenAPIObject['paths']): OpenAPIObject['paths'] {
  return Object.fromEntries(Object.entries(paths).map(([path, item]) => [path.replace(/(?<=.)\/\?/, '?'), item]));
}

/** Without the action that `@Action` has added. */
function pathOf(path: string): string {
  return path.split('?', 1)[0] ?? path;
}

function tableOf(operation: Operation & { [ERROR_TABLE]?: ErrorTable }): ErrorTable | undefined {
  const { [ERROR_TABLE]: table } = operation;
  operation[ERROR_TABLE] = undefined;
  return table;
}

const SCHEMAS = '#/components/schemas/';

/** Publishes `LicenseDto` as `License`. Throws for duplicate schema names and unresolved references. */
function withPublishedNames(document: OpenAPIObject): OpenAPIObject {
  const renamed = JSON.parse(
    JSON.stringify(document).replaceAll(/"#\/components\/schemas\/(\w+?)Dto"/g, `"${SCHEMAS}$1"`),
  ) as OpenAPIObject;
  const schemas = Object.entries(renamed.components?.schemas ?? {}).map(([name, schema]) => [publishedName(name), schema] as const);
  const names = schemas.map(([name]) => name);
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) {
    throw new Error(`Duplicate schema name: ${repeated}`);
  }
  const known = new Set(names.map((name) => `${SCHEMAS}${name}`));
  for (const [, ref = ''] of JSON.stringify(renamed).matchAll(/"\$ref":"(?!#\/components\/headers\/)([^"]+)"/g)) {
    if (!known.has(ref)) {
      throw new Error(`Unresolved schema reference: ${ref}`);
    }
  }
  return { ...renamed, components: { ...renamed.components, schemas: Object.fromEntries(schemas) } };
}

function publishedName(name: string): string {
  return name.replace(/Dto$/, '');
}

function configOf({ title, description, credential }: DialectDefinition): Omit<OpenAPIObject, 'paths'> {
  return new DocumentBuilder()
    .setTitle(title)
    .setDescription(description)
    .setVersion(VERSION)
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'Access token from the login.' }, TOKEN_SCHEME)
    .addApiKey({ type: 'apiKey', in: 'header', name: credential.headers[0] ?? 'x-api-key' }, API_KEY_SCHEME)
    .build();
}

/** Documents an OffersHead route as HEAD instead of GET. */
function offerHead(item: PathItem): void {
  const { [OFFERS_HEAD]: isOffered, ...operation }: Operation & { [OFFERS_HEAD]?: boolean } = item.get ?? NO_OPERATION;
  if (isOffered) {
    delete item.get;
    item.head = operation;
  }
}

interface PlacedOperation {
  readonly path: string;
  readonly method: string;
  readonly operation: Operation;
}

function operationsOf({ paths }: OpenAPIObject): PlacedOperation[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap((method): PlacedOperation[] => {
      const operation = item[method];
      return operation ? [{ path, method, operation }] : [];
    }),
  );
}

/** Adds the header to every change that is not marked `x-not-idempotent`. */
function addIdempotencyKey(operation: Operation & { 'x-not-idempotent'?: boolean }): void {
  if (operation['x-not-idempotent']) {
    delete operation['x-not-idempotent'];
    return;
  }
  operation.parameters = [...(operation.parameters ?? []), IDEMPOTENCY_KEY];
  operation.responses[409] ??= { description: 'A request with this Idempotency-Key is still in progress.' };
  operation.responses[422] ??= { description: 'The Idempotency-Key was used for a different request.' };
}

function addErrorResponses(method: string, operation: Operation, errors: ErrorTable, isLimited: boolean): void {
  const responses: Responses = operation.responses;
  for (const row of errorRowsOf(operation, errors, isLimited)) {
    responses[row.status] ??= { description: REASONS[row.status] ?? 'Error.' };
  }
  for (const [status, response] of Object.entries(responses)) {
    const hasBody = method !== 'head' && !isBodiless(Number(status), errors);
    if (Number(status) >= 400 && hasBody && response && !('$ref' in response)) {
      response.content = { 'application/json': { schema: { $ref: getSchemaPath(schemaOf(Number(status), operation, errors)) } } };
    }
  }
}

/** The errors of any route with a credential, parameters or a body. */
function errorRowsOf(operation: Operation, errors: ErrorTable, isLimited: boolean): ErrorRow[] {
  const kinds: ProblemKind[] = ['internal'];
  if (isLimited) {
    kinds.push('too-many');
  }
  if (operation.security?.length) {
    // Failed authentication is rate-limited in every API.
    kinds.push('unauthenticated', 'refused', 'too-many');
  }
  if (operation.requestBody || operation.parameters?.length) {
    kinds.push('invalid');
  }
  if (operation.requestBody) {
    kinds.push('too-large', 'unsupported');
  }
  if (operation.parameters?.some((parameter) => 'in' in parameter && parameter.in === 'path')) {
    kinds.push('not-found');
  }
  return kinds.map((kind) => errors.kinds[kind]);
}

function isBodiless(status: number, errors: ErrorTable): boolean {
  const rows = rowsOf(errors).filter((row) => row.status === status);
  return rows.length > 0 && rows.every(({ schema }) => schema === null);
}

function rowsOf({ codes, kinds }: ErrorTable): ErrorRow[] {
  return [...Object.values(codes), ...Object.values(kinds)];
}

function schemaOf(status: number, { security = [] }: Operation, errors: DialectDefinition['errors']): Type<unknown> {
  const onlyByKey = security.every((scheme) => API_KEY_SCHEME in scheme);
  const row = status === 401 && onlyByKey ? errors.codes.INVALID_API_KEY : undefined;
  return row?.schema ?? errors.schema;
}

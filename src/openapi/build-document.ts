import type { INestApplication, Type } from '@nestjs/common';
import { DocumentBuilder, getSchemaPath, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { API_KEY_SCHEME, TOKEN_SCHEME } from '../common/access/authorized.decorator';
import { type DialectDefinition, type ErrorRow, errorsOf, type ErrorTable } from '../common/dialects/define-dialect';
import { NATIVE } from '../common/dialects/native.dialect';
import type { ProblemKind } from '../common/errors/problem';
import { OFFERS_HEAD } from '../common/openapi/offers-head.decorator';
import { VERSION } from '../common/version';
import type { ApiDocument } from './documents';

type PathItem = OpenAPIObject['paths'][string];
type Operation = NonNullable<PathItem['get']>;
type Responses = Operation['responses'];

const METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete'] as const;

const NO_OPERATION: Operation = { responses: {} };

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'The same key and body again, within 24 hours, give the first answer again (secrets blanked) and change nothing.',
  schema: { type: 'string', maxLength: 255 },
} as const;

const REASONS: Readonly<Record<number, string>> = {
  400: 'The request is malformed.',
  401: 'No valid credential.',
  403: 'The credential may not do this.',
  404: 'There is no such thing.',
  413: 'The body is larger than 1 MB, or than 64 KB where client programs call.',
  415: 'The body is not JSON.',
  429: 'Too many requests; Retry-After says when to try again.',
  500: 'The server failed.',
};

/** The document of one API, from its decorators, with the refusals that every route can give in the API's own shape. */
export function buildDocument(app: INestApplication, { dialect, modules }: ApiDocument): OpenAPIObject {
  const document = SwaggerModule.createDocument(app, configOf(dialect), {
    include: modules,
    extraModels: schemasOf(dialect),
    operationIdFactory: (_controller, handler) => handler,
  });
  Object.values(document.paths).forEach(offerHead);
  for (const { path, method, operation } of operationsOf(document)) {
    if (dialect === NATIVE && method !== 'get') {
      addIdempotencyKey(operation);
    }
    addRefusals(method, operation, errorsOf(dialect, path), 'default' in dialect.limits);
  }
  return withPublishedNames(document);
}

const SCHEMAS = '#/components/schemas/';

/** `LicenseDto` in the code is `License` in the document. Throws for two schemas of one name, and for a reference to none. */
function withPublishedNames(document: OpenAPIObject): OpenAPIObject {
  const renamed = JSON.parse(
    JSON.stringify(document).replaceAll(/"#\/components\/schemas\/(\w+?)Dto"/g, `"${SCHEMAS}$1"`),
  ) as OpenAPIObject;
  const schemas = Object.entries(renamed.components?.schemas ?? {}).map(([name, schema]) => [publishedName(name), schema]);
  const names = schemas.map(([name]) => name);
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) {
    throw new Error(`Two schemas of one document are named ${String(repeated)}`);
  }
  const known = new Set(names.map((name) => `${SCHEMAS}${String(name)}`));
  for (const [, ref = ''] of JSON.stringify(renamed).matchAll(/"\$ref":"([^"]+)"/g)) {
    if (!known.has(ref)) {
      throw new Error(`The document refers to ${ref}, which it does not have`);
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
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'From the log-in.' }, TOKEN_SCHEME)
    .addApiKey({ type: 'apiKey', in: 'header', name: credential.headers[0] ?? 'x-api-key' }, API_KEY_SCHEME)
    .build();
}

/** Under the method that programs are to use. */
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

/** Every change takes the header but those that say otherwise. */
function addIdempotencyKey(operation: Operation & { 'x-not-idempotent'?: boolean }): void {
  if (operation['x-not-idempotent']) {
    delete operation['x-not-idempotent'];
    return;
  }
  operation.parameters = [...(operation.parameters ?? []), IDEMPOTENCY_KEY];
  operation.responses[409] ??= { description: 'A request with this Idempotency-Key is still running.' };
  operation.responses[422] ??= { description: 'The Idempotency-Key was used for another request.' };
}

function schemasOf({ errors }: DialectDefinition): Type<unknown>[] {
  return [...new Set([errors.schema, ...rowsOf(errors).flatMap(({ schema }) => schema ?? [])])];
}

function addRefusals(method: string, operation: Operation, errors: ErrorTable, isLimited: boolean): void {
  const responses: Responses = operation.responses;
  for (const row of refusalsOf(operation, errors, isLimited)) {
    responses[row.status] ??= { description: REASONS[row.status] ?? 'Refused.' };
  }
  for (const [status, response] of Object.entries(responses)) {
    const hasBody = method !== 'head' && !isBodiless(Number(status), errors);
    if (Number(status) >= 400 && hasBody && response && !('$ref' in response)) {
      response.content = { 'application/json': { schema: { $ref: getSchemaPath(schemaOf(Number(status), operation, errors)) } } };
    }
  }
}

/** What can go wrong on any route that has a credential, parameters or a body. */
function refusalsOf(operation: Operation, errors: ErrorTable, isLimited: boolean): ErrorRow[] {
  const kinds: ProblemKind[] = ['internal'];
  if (isLimited) {
    kinds.push('too-many');
  }
  if (operation.security?.length) {
    // Failed credentials are limited at every API.
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
  const byKeyAlone = security.every((scheme) => API_KEY_SCHEME in scheme);
  const row = status === 401 && byKeyAlone ? errors.codes.INVALID_API_KEY : undefined;
  return row?.schema ?? errors.schema;
}

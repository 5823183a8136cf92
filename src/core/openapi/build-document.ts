import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { API_KEY_SCHEME, TOKEN_SCHEME } from '../common/access/authorized.decorator';
import { type DialectDefinition, errorsOf, type ErrorTable, schemasIn } from '../common/dialects/define-dialect';
import { ChangeReasonDto } from '../common/http/change-reason.dto';
import { ERROR_TABLE } from '../common/dialects/dialect.decorator';
import { NATIVE } from '../common/dialects/native.dialect';
import { DOCUMENTED_ERRORS } from '../common/openapi/answers.decorator';
import { OFFERS_HEAD } from '../common/openapi/offers-head.decorator';
import { VERSION } from '../common/version';
import { addChangeReason } from './change-reason';
import { refuseQueryTypes } from './check-queries';
import { describeEvents } from './describe-events';
import { describeIds } from './describe-ids';
import { describeOperation } from './describe-operation';
import { describeFilters, describeQueries } from './describe-queries';
import { describeSettings } from './describe-settings';
import { describeWebhookFormats } from './describe-webhook-formats';
import type { ApiDocument } from './documents';
import { ErrorExamples, type ErrorResponse } from './error-examples';
import { addErrorResponses } from './error-responses';
import { extendSchemas } from './extend-schemas';
import { addLimitHeaders, withLimitHeaders } from './limit-headers';
import { mendSchemas } from './mend-schemas';
import { nameEnums } from './name-enums';
import { nameSchemas } from './name-schemas';
import { type Operation, operationsOf, type PathItem } from './operations';
import { addRequestExamples } from './request-examples';
import { NATIVE_EXAMPLES } from './native-examples';
import { NATIVE_PARAMETERS } from './native-parameters';
import { addParameterExamples } from './parameter-examples';
import { describeTags, tagDescriptions } from './native-tags';
import { shareParts } from './share-parts';
import { withVersions } from './with-versions';

const NO_OPERATION: Operation = { responses: {} };

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets and with the header `Idempotent-Replayed: true`, and changes nothing.',
  schema: { type: 'string', maxLength: 255 },
} as const;

const KEY_IN_USE: ErrorResponse = {
  description: 'A request with this Idempotency-Key is still in progress.',
  [DOCUMENTED_ERRORS]: ['IDEMPOTENCY_KEY_IN_USE'],
};

const KEY_REUSED: ErrorResponse = {
  description: 'The Idempotency-Key was used for a different request.',
  [DOCUMENTED_ERRORS]: ['IDEMPOTENCY_KEY_REUSED'],
};

const OUTCOME_UNKNOWN = {
  description:
    'UNAVAILABLE: nothing was changed; try again after the seconds in Retry-After. OUTCOME_UNKNOWN: the connection to the database was lost during the commit, and the change may have taken effect.',
  headers: { 'Retry-After': { $ref: '#/components/headers/RetryAfter' } },
  [DOCUMENTED_ERRORS]: ['UNAVAILABLE', 'OUTCOME_UNKNOWN'],
} satisfies ErrorResponse & { headers: object };

/** Builds the OpenAPI document of an API from its decorators, and adds the error responses that every route can return. */
export function buildDocument(app: INestApplication, { dialect, modules }: ApiDocument): OpenAPIObject {
  refuseQueryTypes(app);
  const document = SwaggerModule.createDocument(app, configOf(dialect), {
    include: modules,
    extraModels: [...schemasIn(dialect.errors), ...(dialect === NATIVE ? [ChangeReasonDto] : [])],
    operationIdFactory: (_controller, handler) => handler,
    // Every operation has one tag, the one that its controller declares.
    autoTagControllers: false,
  });
  describeSettings(app, document);
  describeWebhookFormats(app, document);
  describeEvents(document);
  describeIds(app, modules, operationsOf(document));
  document.paths = withActionPaths(document.paths);
  Object.values(document.paths).forEach(offerHead);
  if (dialect === NATIVE) {
    describeTags(document, tagDescriptions(app));
  }
  const examples = new ErrorExamples(document.components?.schemas ?? {});
  for (const placed of operationsOf(document)) {
    const { path, method, operation } = placed;
    if (dialect === NATIVE && method !== 'get') {
      addIdempotencyKey(operation);
      operation.responses[503] ??= { ...OUTCOME_UNKNOWN };
      addChangeReason(placed, document.components?.schemas);
    }
    const errors = errorsOf(dialect, pathOf(path), tableOf(operation));
    addErrorResponses(placed, errors, dialect, examples);
    describeOperation(placed);
    describeQueries(operation, document.components?.schemas);
    if (dialect === NATIVE) {
      addLimitHeaders(operation);
    }
  }
  describeFilters(document.components?.schemas);
  addParameterExamples(document, dialect === NATIVE ? NATIVE_PARAMETERS : (dialect.parameters ?? {}));
  addRequestExamples(document, dialect === NATIVE ? NATIVE_EXAMPLES : (dialect.examples ?? {}));
  document.components = { ...document.components, examples: examples.components };
  omitUnusedSchemes(document);
  omitUnusedErrors(document, dialect);
  const published = withPublishedNames(dialect === NATIVE ? withLimitHeaders(document) : document);
  const shared = shareParts(extendSchemas(nameEnums(nameSchemas(published))));
  return dialect === NATIVE ? withVersions(shared) : shared;
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
  const schemas = Object.entries(renamed.components?.schemas ?? {}).map(
    ([name, schema]) => [publishedName(name), schema] as const,
  );
  const names = schemas.map(([name]) => name);
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) {
    throw new Error(`Duplicate schema name: ${repeated}`);
  }
  const known = new Set(names.map((name) => `${SCHEMAS}${name}`));
  for (const [, ref = ''] of JSON.stringify(renamed).matchAll(
    /"\$ref":"(?!#\/components\/(?:headers|examples)\/)([^"]+)"/g,
  )) {
    if (!known.has(ref)) {
      throw new Error(`Unresolved schema reference: ${ref}`);
    }
  }
  const published = Object.fromEntries(schemas);
  return mendSchemas({ ...renamed, components: { ...renamed.components, schemas: published } }, published);
}

function publishedName(name: string): string {
  return name.replace(/Dto$/, '');
}

function configOf({
  name,
  title,
  description,
  credential,
  tags = {},
}: DialectDefinition): Omit<OpenAPIObject, 'paths'> {
  const builder = new DocumentBuilder()
    .setTitle(title)
    .setDescription(description)
    .setVersion(VERSION)
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addBearerAuth(
      { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'Access token from the login.' },
      TOKEN_SCHEME,
    );
  // Tools send requests to the first one, where no other API answers.
  if (name !== NATIVE.name) {
    builder.addServer(`/dialects/${name}`, 'The server of this document, with the paths of this API alone.');
  }
  builder.addServer('/', name === NATIVE.name ? 'The server of this document.' : 'The paths that programs call.');
  const [header] = credential.headers;
  if (header !== undefined) {
    builder.addApiKey(
      { type: 'apiKey', in: 'header', name: header, description: 'API key of a client program or of another system.' },
      API_KEY_SCHEME,
    );
  }
  Object.entries(tags).forEach(([tag, about]) => builder.addTag(tag, about));
  return builder.build();
}

/** An API without a credential has none to describe. */
function omitUnusedSchemes(document: OpenAPIObject): void {
  const used = new Set(
    operationsOf(document).flatMap(({ operation }) =>
      (operation.security ?? []).flatMap((scheme) => Object.keys(scheme)),
    ),
  );
  const schemes = Object.entries(document.components?.securitySchemes ?? {}).filter(([name]) => used.has(name));
  document.components = {
    ...document.components,
    securitySchemes: schemes.length > 0 ? Object.fromEntries(schemes) : undefined,
  };
}

/** A dialect whose handlers all have error tables of their own does not use the schema of its errors. */
function omitUnusedErrors(document: OpenAPIObject, dialect: DialectDefinition): void {
  const schemas = document.components?.schemas ?? {};
  const text = JSON.stringify(document);
  const unused = schemasIn(dialect.errors)
    .map(({ name }) => name)
    .filter((name) => !text.includes(`"${SCHEMAS}${name}"`));
  const kept = Object.entries(schemas).filter(([name]) => !unused.includes(name));
  document.components = { ...document.components, schemas: Object.fromEntries(kept) };
}

/** Documents an OffersHead route as HEAD instead of GET. */
function offerHead(item: PathItem): void {
  const { [OFFERS_HEAD]: isOffered, ...operation }: Operation & { [OFFERS_HEAD]?: boolean } = item.get ?? NO_OPERATION;
  if (isOffered) {
    delete item.get;
    item.head = operation;
  }
}

/** Adds the header to every change that is not marked `x-not-idempotent`. */
function addIdempotencyKey(operation: Operation & { 'x-not-idempotent'?: boolean }): void {
  if (operation['x-not-idempotent']) {
    delete operation['x-not-idempotent'];
    return;
  }
  operation.parameters = [...(operation.parameters ?? []), IDEMPOTENCY_KEY];
  operation.responses[409] ??= { ...KEY_IN_USE };
  operation.responses[422] ??= { ...KEY_REUSED };
}

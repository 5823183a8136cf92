import { nameOperations, pascalCase } from './naming.mjs';

const FORMS = ['multipart/form-data', 'application/x-www-form-urlencoded'];

/** The operations of a document as the templates need them: named, with the names of their types. */
export function readOperations({ paths, components }) {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, operation]) => !operation['x-not-in-sdk'])
      .map(([method, operation]) => describe(method.toUpperCase(), path, operation)),
  );
  return nameOperations(operations).map((operation) => ({ ...operation, item: itemOf(operation, components.schemas) }));
}

function describe(verb, path, operation) {
  const { operationId, tags = [], summary, description, parameters = [], responses } = operation;
  return {
    operationId,
    tags,
    sdkName: operation['x-sdk-name'],
    verb,
    path,
    texts: [summary, description].filter(Boolean),
    // In the order of the path, whatever that of the document.
    pathParameters: [...path.matchAll(/\{(.*?)\}/g)].map(([, name]) =>
      parameters.find((one) => one.in === 'path' && one.name === name),
    ),
    headers: parameters.filter((one) => one.in === 'header' && !isIdempotencyKey(one)),
    isIdempotencyKeyed: parameters.some(isIdempotencyKey),
    query: queryOf(operation),
    body: bodyOf(operation),
    answer: answerOf(responses),
    result: resultOf(responses),
    returned: successesIn(responses)
      .map(([, { description }]) => description)
      .filter(Boolean)
      .join(' '),
    errors: Object.entries(responses).filter(([status]) => /^4/.test(status)),
  };
}

function queryOf({ operationId, parameters = [] }) {
  const query = parameters.filter((one) => one.in === 'query');
  return query.length > 0
    ? { type: queryType(operationId), isRequired: query.some(({ required }) => required) }
    : undefined;
}

function bodyOf({ operationId, requestBody }) {
  const [mediaType, body] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  return (
    body && {
      type: bodyType(operationId, mediaType, body.schema),
      mediaType,
      isForm: FORMS.includes(mediaType),
      isRequired: requestBody.required,
    }
  );
}

/**
 * Leaves out the operations `receive…`, which take webhooks and reports that other systems sign: no program calls them with this
 * client.
 */
export function withoutReceivers(document) {
  const isCalled = ([, { operationId }]) => !/^receive[A-Z]/.test(operationId);
  const paths = mapValues(document.paths, (methods) => Object.fromEntries(Object.entries(methods).filter(isCalled)));
  return { ...document, paths };
}

/** Gives names to what operations define in place, so that the generator writes a type for it, and resolves their references. */
export function withNamedTypes(document) {
  const named = structuredClone(document);
  for (const operation of Object.values(named.paths).flatMap(Object.values)) {
    const { operationId, parameters = [], requestBody, responses = {} } = operation;
    operation.parameters = parameters.map((parameter) => resolve(named, parameter));
    operation.responses = mapValues(responses, (response) => resolve(named, response));
    const query = operation.parameters.filter((parameter) => parameter.in === 'query');
    if (query.length > 0) {
      addSchema(named, queryType(operationId), objectOf(query));
    }
    const [mediaType, body] = Object.entries(requestBody?.content ?? {})[0] ?? [];
    if (body && !body.schema.$ref) {
      addSchema(named, bodyType(operationId, mediaType, body.schema), body.schema);
    }
  }
  return named;
}

function resolve({ components }, part) {
  const [, , kind, name] = part?.$ref?.split('/') ?? [];
  return name ? components[kind][name] : part;
}

function mapValues(object, map) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value)]));
}

function addSchema({ components }, name, schema) {
  if (components.schemas[name]) {
    throw new Error(`The document has a schema ${name} already: give the operation or the schema another name`);
  }
  components.schemas[name] = schema;
}

function objectOf(parameters) {
  return {
    type: 'object',
    required: parameters.filter(({ required }) => required).map(({ name }) => name),
    properties: Object.fromEntries(
      parameters.map(({ name, schema, description }) => [name, { ...oneOrMore(schema), description }]),
    ),
  };
}

/** A list in a query may be a single value. */
function oneOrMore(schema) {
  return schema.type === 'array' ? { oneOf: [schema.items, schema] } : schema;
}

function queryType(operationId) {
  return `${pascalCase([operationId])}Query`;
}

function bodyType(operationId, mediaType, schema) {
  return typeNamed(schema) ?? `${pascalCase([operationId])}${FORMS.includes(mediaType) ? 'Form' : 'Body'}`;
}

function typeNamed({ $ref } = {}) {
  return $ref?.split('/').at(-1);
}

function isIdempotencyKey({ in: place, name }) {
  return place === 'header' && name.toLowerCase() === 'idempotency-key';
}

function successesIn(responses) {
  return Object.entries(responses).filter(([status]) => /^2/.test(status));
}

function contentsOf(responses) {
  return successesIn(responses).flatMap(([, { content = {} }]) => Object.entries(content));
}

/** How the body of a success is read. */
function answerOf(responses) {
  const contents = contentsOf(responses);
  if (contents.length === 0) {
    return 'none';
  }
  if (contents.some(([type, { schema }]) => isJson(type) && schema?.format !== 'binary')) {
    return 'json';
  }
  return contents.every(([type, { schema }]) => type.startsWith('text/') && schema?.format !== 'binary')
    ? 'text'
    : 'binary';
}

function resultOf(responses) {
  const types = contentsOf(responses).map(([, { schema }]) => typeNamed(schema));
  return [...new Set(types.filter(Boolean))];
}

/** Names of the schemas in answers, and of those that they are made of. */
export function schemasOfAnswers({ paths, components }) {
  const found = new Set();
  const visit = (part) => {
    const name = typeNamed(part ?? {});
    if (name && !found.has(name)) {
      found.add(name);
      visit(components.schemas[name]);
    }
    if (typeof part === 'object' && part !== null) {
      Object.values(part).forEach(visit);
    }
  };
  Object.values(paths)
    .flatMap(Object.values)
    .forEach(({ responses }) => visit(responses));
  return found;
}

function isJson(type) {
  return /^application\/([\w.+-]+\+)?json/.test(type);
}

/** The type of the items, if the operation is a list that is read page by page. */
function itemOf({ verb, query, result: [page] }, schemas) {
  const { items, next } = schemas[page]?.properties ?? {};
  const takesCursor = query && schemas[query.type].properties.after;
  return verb === 'GET' && takesCursor && next ? typeNamed(items?.items) : undefined;
}

import { camelCase, wordsOf } from './naming.mjs';

/** A method: its declaration with the documentation, the types that it names, and its operation as `resource` reads it. */
export function methodOf(operation) {
  const { method, pathParameters, query, body } = operation;
  const { promise, data, types } = resultOf(operation);
  const returns = promise === 'Download' ? 'Promise<Download>' : `${promise}<${data}>`;
  const parameters = [
    ...pathParameters.map((parameter) => `${argumentOf(parameter)}: ${typeOf(parameter.schema)}`),
    body && `body${body.isRequired ? '' : '?'}: ${body.type}`,
    query && `query${query.isRequired ? '' : '?'}: ${query.type}`,
    'options?: CallOptions',
  ];
  return {
    method,
    promise,
    types: [...types, ...pathParameters.flatMap(enumOf), ...(body ? [body.type] : []), ...(query ? [query.type] : [])],
    declaration: `
${documentationOf(operation)}
  ${method}(${parameters.filter(Boolean).join(', ')}): ${returns};
`,
    operation: requestOf(operation),
  };
}

function resultOf({ answer, result, item }) {
  if (answer === 'binary') {
    return { promise: 'Download', types: [] };
  }
  if (item) {
    return { promise: 'PagePromise', data: item, types: [item] };
  }
  const data = { none: 'void', text: 'string' }[answer] ?? (result.join(' | ') || 'unknown');
  return { promise: 'ApiPromise', data, types: result };
}

/** Parts that `operations.ts` assumes: the bundle need not repeat what most operations of a verb have. */
const USUAL_PARTS = { GET: '', DELETE: 'query keyed none' };

function requestOf({ verb, path, query, body, answer, item, isIdempotencyKeyed }) {
  const parts = [
    body && (body.isForm ? 'form' : 'body'),
    body && !['application/json', 'multipart/form-data'].includes(body.mediaType) && body.mediaType,
    query && !item && 'query',
    isIdempotencyKeyed && 'keyed',
    item ? 'list' : answer !== 'json' && answer,
  ]
    .filter(Boolean)
    .join(' ');
  return [verb, path.replace(/^\/api\/v1\//, ''), parts !== (USUAL_PARTS[verb] ?? 'body keyed') && (parts || 'json')]
    .filter(Boolean)
    .join(' ');
}

function documentationOf({ verb, path, texts, pathParameters, headers, item, returned, errors }) {
  const lines = [
    ...texts,
    `\`${verb} ${path}\``,
    ...pathParameters.flatMap((parameter) =>
      parameter.description ? `@param ${argumentOf(parameter)} ${parameter.description}` : [],
    ),
    ...(headers.length > 0 ? [`@param options ${headers.map(headerText).join(' ')}`] : []),
    ...(item ? ['@returns The first page when awaited; all items, page by page, when iterated over.'] : []),
    ...(returned && !item ? [`@returns ${returned}`] : []),
    ...errors.map(([status, { description }]) => `@throws ${status}: ${description}`),
  ];
  // Paragraphs stand apart, tags below each other.
  const text = lines.map((line) => (line.startsWith('@') ? line : `${line}\n`)).join('\n');
  return `  /**\n${text.replaceAll('*/', '*\\/').replace(/^/gm, '   * ').replace(/ +$/gm, '')}\n   */`;
}

function headerText({ name, description = '' }) {
  return `\`headers['${name}']\`: ${description}`.trim();
}

function argumentOf({ name }) {
  return camelCase(wordsOf(name));
}

/** An enum, which is a schema with a name. */
function enumOf({ schema: { $ref } }) {
  return $ref ? [$ref.split('/').at(-1)] : [];
}

function typeOf(schema) {
  const [name] = enumOf({ schema });
  return name ?? { integer: 'number', number: 'number', boolean: 'boolean' }[schema.type] ?? 'string';
}

import { camelCase, wordsOf } from './naming.mjs';

/** A method with its documentation, and the types that it names. */
export function methodOf(operation) {
  const { method, pathParameters, query, body } = operation;
  const { send, promise, data, types } = callOf(operation);
  const returns = promise === 'Download' ? 'Promise<Download>' : `${promise}<${data}>`;
  const parameters = [
    ...pathParameters.map((parameter) => `${argumentOf(parameter)}: ${primitiveOf(parameter.schema)}`),
    body && `body${body.isRequired ? '' : '?'}: ${body.type}`,
    query && (query.isRequired ? `query: ${query.type}` : `query: ${query.type} = {}`),
    'options?: CallOptions',
  ];
  return {
    send,
    promise,
    types: [...types, ...(body ? [body.type] : []), ...(query ? [query.type] : [])],
    text: `
${documentationOf(operation)}
  ${method}(${parameters.filter(Boolean).join(', ')}): ${returns} {
    return ${send}(this.#connection, { ${requestOf(operation)} }, options);
  }
`,
  };
}

function callOf({ answer, result, item }) {
  if (answer === 'binary') {
    return { send: 'sendDownload', promise: 'Download', types: [] };
  }
  if (item) {
    return { send: 'sendList', promise: 'PagePromise', data: item, types: [item] };
  }
  const data = { none: 'void', text: 'string' }[answer] ?? (result.join(' | ') || 'unknown');
  return { send: 'sendCall', promise: 'ApiPromise', data, types: result };
}

function requestOf({ verb, path, pathParameters, query, body, answer, isIdempotencyKeyed }) {
  return [
    `method: '${verb}'`,
    `url: '${path}'`,
    pathParameters.length > 0 && `path: [${pathParameters.map(argumentOf).join(', ')}]`,
    query && 'query',
    body && (body.isForm ? 'formData: body' : 'body'),
    // JSON is the default: the bundle need not repeat it.
    body && body.mediaType !== 'application/json' && `mediaType: '${body.mediaType}'`,
    isIdempotencyKeyed && 'keyed: true',
    answer !== 'json' && `answer: '${answer}'`,
  ]
    .filter(Boolean)
    .join(', ');
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

function primitiveOf({ type, enum: values }) {
  if (values) {
    return values.map((value) => JSON.stringify(value)).join(' | ');
  }
  return { integer: 'number', number: 'number', boolean: 'boolean' }[type] ?? 'string';
}

export const BANNER = '/* written by sdk/scripts/generate.mjs -- do not edit */';

/** The core files that the generated code imports. */
export const CORE = {
  BaseHttpRequest: "export type { HttpRequest as BaseHttpRequest } from '../../../http/http-request';\n",
  CancelablePromise: "export type { Answered as CancelablePromise } from '../../../http/generated-core';\n",
  FetchHttpRequest: "export { HttpRequest as FetchHttpRequest } from '../../../http/http-request';\n",
  OpenAPI: "export type { OpenAPIConfig } from '../../../http/generated-core';\n",
};

/** What requests need to know of a document that the generator omits. */
export function profileOf({ paths, components }) {
  const schemes = Object.values(components?.securitySchemes ?? {});
  const apiKey = schemes.find(({ type, in: place }) => type === 'apiKey' && place === 'header');
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation]),
  );
  const answers = operations
    .map(([name, operation]) => [name, answerOf(operation)])
    .filter(([, answer]) => answer !== 'json');
  const idempotencyKeyed = operations.filter(([, operation]) => takesIdempotencyKey(operation));
  return `import type { ApiProfile } from '../../http/api-profile';

export const profile: ApiProfile = {
  apiKeyHeader: '${apiKey?.name ?? 'x-api-key'}',
  answers: {
${answers.map(([name, answer]) => `    '${name}': '${answer}',\n`).join('')}  },
  idempotencyKeyed: [
${idempotencyKeyed.map(([name]) => `    '${name}',\n`).join('')}  ],
};
`;
}

function takesIdempotencyKey({ parameters = [] }) {
  return parameters.some(({ in: place, name }) => place === 'header' && name.toLowerCase() === 'idempotency-key');
}

function answerOf({ responses }) {
  const successes = Object.entries(responses).filter(([status]) => /^2/.test(status));
  const contents = successes.flatMap(([, { content = {} }]) => Object.entries(content));
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

function isJson(type) {
  return /^application\/([\w.+-]+\+)?json/.test(type);
}

export function clientEntry({ name, className, document }) {
  return `import type { Answer } from '../answer';
import type { CallOptions, ClientOptions } from '../client-options';
import type { Download } from '../download';
import { Connection } from '../http/connection';
import { requestOver } from '../http/http-request';
import { ${className}Api } from './${name}';
import { profile } from './${name}/profile';

/** ${document.info.description} */
export class ${className}Client extends ${className}Api {
  readonly #connection: Connection;

  constructor(options: ClientOptions | Connection) {
    const connection = Connection.from(options, profile);
    super({}, requestOver(connection));
    this.#connection = connection;
  }

  /** Returns a client with changed options; omitted ones are kept. */
  with(options: CallOptions): ${className}Client {
    return new ${className}Client(this.#connection.with(options));
  }

  /** Returns the result of a call with the status and headers of its response. */
  answerOf<T>(call: (client: ${className}Client) => Promise<T>): Promise<Answer<T>> {
    return this.#connection.answerOf((connection) => call(new ${className}Client(connection)));
  }

  /** Starts a download, to be read as a stream or as a whole. */
  download(call: (client: ${className}Client) => Promise<Blob>): Promise<Download> {
    return this.#connection.download((connection) => call(new ${className}Client(connection)));
  }
}

export type { Answer } from '../answer';
export type { CallOptions, ClientOptions } from '../client-options';
export type { Download } from '../download';
export * from '../errors';
export type * from './${name}';
`;
}

import { methodOf } from './method-template.mjs';
import { pascalCase } from './naming.mjs';

export const BANNER = '/* written by sdk/scripts/generate.mjs -- do not edit */';

/** What requests need to know of a document. */
export function profileOf({ components }) {
  const schemes = Object.values(components.securitySchemes ?? {});
  const apiKey = schemes.find(({ type, in: place }) => type === 'apiKey' && place === 'header');
  return `import type { ApiProfile } from '../../http/api-profile';

export const profile: ApiProfile = {
  apiKeyHeader: '${apiKey?.name ?? 'x-api-key'}',
};
`;
}

/** A resource: the operations of one tag. */
export function resourceOf({ name, description }, operations) {
  const methods = operations.filter(({ resource }) => resource === name).map(methodOf);
  return `${importsOf(methods, { root: '../../..', models: '../index' })}
${commentOf(description)}export class ${resourceClass(name)} {
  readonly #connection: ClientConnection;

  constructor(connection: ClientConnection) {
    this.#connection = connection;
  }
${methods.map(({ text }) => text).join('')}}
`;
}

/** An API: its resources, and the methods of the client itself. */
export function apiOf(className, resources, operations) {
  const methods = operations.filter(({ resource }) => resource === undefined).map(methodOf);
  const each = (line) => resources.map((one) => `${line(one.name, resourceClass(one.name), one)}\n`).join('');
  const own = (line) => (methods.length > 0 ? `${line}\n` : '');
  return `${importsOf(methods, { root: '../..', models: './index' })}${each((name, type) => `import { ${type} } from './resources/${name}';`)}
export class ${className}Api {
${each((name, type, { description }) => `${commentOf(description, '  ')}  readonly ${name}: ${type};`)}${own('  readonly #connection: ClientConnection;')}
  constructor(connection: ClientConnection) {
${each((name, type) => `    this.${name} = new ${type}(connection);`)}${own('    this.#connection = connection;')}  }
${methods.map(({ text }) => text).join('')}}

${each((name, type) => `export type { ${type} } from './resources/${name}';`)}`;
}

/** The resources of an API, with what their tags say. */
export function resourcesOf({ tags = [] }, operations) {
  const described = operations.map(({ resource, tags: [tag] }) => [
    resource,
    tags.find(({ name }) => name === tag)?.description,
  ]);
  return [...new Map(described)].filter(([name]) => name).map(([name, description]) => ({ name, description }));
}

function commentOf(description, indent = '') {
  return description ? `${indent}/** ${description.replaceAll('*/', '*\\/')} */\n` : '';
}

function resourceClass(name) {
  return `${pascalCase([name])}Api`;
}

const PROMISES = { ApiPromise: 'api-promise', Download: 'download', PagePromise: 'page-promise' };

function importsOf(methods, { root, models }) {
  const unique = (names) => [...new Set(names)].sort();
  // Schemas may be called Connection.
  const connection = `import type { Connection as ClientConnection } from '${root}/http/connection';\n`;
  if (methods.length === 0) {
    return connection;
  }
  const promises = unique(methods.map(({ promise }) => promise));
  const types = unique(methods.flatMap((method) => method.types));
  return [
    `import type { CallOptions } from '${root}/client-options';\n`,
    connection,
    ...promises.map((name) => `import type { ${name} } from '${root}/${PROMISES[name]}';\n`),
    `import { ${unique(methods.map(({ send }) => send)).join(', ')} } from '${root}/send-call';\n`,
    types.length > 0 ? `import type { ${types.join(', ')} } from '${models}';\n` : '',
  ].join('');
}

export function clientEntry({ name, className, document }) {
  return `import type { CallOptions, ClientOptions } from '../client-options';
import { Connection } from '../http/connection';
import { ${className}Api } from './${name}/api';
import { profile } from './${name}/profile';

/** ${document.info.description} */
export class ${className}Client extends ${className}Api {
  readonly #connection: Connection;

  constructor(options: ClientOptions | Connection) {
    const connection = Connection.from(options, profile);
    super(connection);
    this.#connection = connection;
  }

  /** Returns a client with changed options; omitted ones are kept. */
  with(options: CallOptions): ${className}Client {
    return new ${className}Client(this.#connection.with(options));
  }
}

export type { Answer } from '../answer';
export type { ApiPromise } from '../api-promise';
export type { CallOptions, ClientOptions } from '../client-options';
export type { Download } from '../download';
export * from '../errors';
export type * from './${name}';
export type * from './${name}/api';
`;
}

import { methodOf } from './method-template.mjs';
import { pascalCase } from './naming.mjs';

export const BANNER = '/* written by sdk/scripts/generate.mjs -- do not edit */';

/** What requests need to know of a document. */
export function profileOf(name, { components, 'x-api-versions': versions }) {
  const schemes = Object.values(components.securitySchemes ?? {});
  const apiKey = schemes.find(({ type, in: place }) => type === 'apiKey' && place === 'header');
  const isDialect = name !== 'native';
  return `${isDialect ? "import { DIALECT_REFUSALS } from '../../error-code';\n" : ''}import type { ApiProfile } from '../../http/api-profile';

export const profile: ApiProfile = {
  apiKeyHeader: '${apiKey?.name ?? 'x-api-key'}',
${versions === undefined ? '' : `  version: '${versions[0].version}',\n`}${isDialect ? '  refusals: DIALECT_REFUSALS,\n' : ''}};
`;
}

/** A resource: the operations of one tag. */
export function resourceOf({ name, description }, operations) {
  const methods = operations.filter(({ resource }) => resource === name).map(methodOf);
  const type = resourceClass(name);
  return `${importsOf(methods, { root: '../../..', models: '../index', base: 'resource' })}
${interfaceOf(type, description, methods)}
export class ${type} extends /* @__PURE__ */ resource(${relativeOperations(methods)}) {}
`;
}

/** An API: its resources, and the methods of the client itself. */
export function apiOf(className, resources, operations) {
  const methods = operations.filter(({ resource }) => resource === undefined).map(methodOf);
  const each = (line) => resources.map((one) => `${line(one.name, resourceClass(one.name), one)}\n`).join('');
  const properties = each(
    (name, type, { description }) => `${commentOf(description, '  ')}  readonly ${name}: ${type};`,
  );
  return `${importsOf(methods, { root: '../..', models: './index', base: 'api' })}${each((name, type) => `import { ${type} } from './resources/${name}';`)}
${interfaceOf(`${className}Api`, undefined, methods, properties)}
export class ${className}Api extends /* @__PURE__ */ api(${operationsOf(methods)}, {
${each((name, type) => `  ${name}: ${type},`)}}) {}

${each((name, type) => `export type { ${type} } from './resources/${name}';`)}`;
}

/** The declarations of the methods. An interface of the name of a class adds to it. */
function interfaceOf(name, description, methods, properties = '') {
  return `${commentOf(description)}export interface ${name} {\n${properties}${methods.map(({ declaration }) => declaration).join('')}}`;
}

/** The first part of most paths is named once for all of them: see `operations.ts`. */
function relativeOperations(methods) {
  const roots = methods.flatMap(({ operation }) => /^[A-Z]+ ([\w-]+)/.exec(operation)?.slice(1) ?? []);
  const count = (root) => roots.filter((each) => each === root).length;
  const [root] = roots.toSorted((one, other) => count(other) - count(one));
  if (root === undefined || count(root) === 1) {
    return operationsOf(methods);
  }
  const start = new RegExp(`^([A-Z]+) ${root}(?=[/ ]|$)`);
  const relative = methods.map((method) => ({ ...method, operation: method.operation.replace(start, '$1 .') }));
  return `${operationsOf(relative)}, '${root}'`;
}

function operationsOf(methods) {
  return `{${methods.map(({ method, operation }) => `\n  ${method}: '${operation}',`).join('')}\n}`;
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

function importsOf(methods, { root, models, base }) {
  const unique = (names) => [...new Set(names)].sort();
  const types = unique(methods.flatMap((method) => method.types));
  return [
    methods.length > 0 ? `import type { CallOptions } from '${root}/client-options';\n` : '',
    ...unique(methods.map(({ promise }) => promise)).map(
      (name) => `import type { ${name} } from '${root}/${PROMISES[name]}';\n`,
    ),
    `import { ${base} } from '${root}/operations';\n`,
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

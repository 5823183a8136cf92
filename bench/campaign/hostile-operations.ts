import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { resolver, type Schema } from './hostile-schema';

const PROJECT = join(__dirname, '..', '..', '..', '..');
const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** An operation of an OpenAPI document, prepared so that requests to it are made without looking anything up. */
export interface Operation {
  readonly document: string;
  readonly id: string;
  readonly method: string;
  /** With `{names}` of its parameters. */
  readonly path: string;
  /** What may stand before the path. */
  readonly prefixes: readonly string[];
  readonly parameters: readonly Parameter[];
  /** By content type. */
  readonly bodies: readonly Body[];
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: Schema;
}

export interface Body {
  readonly type: string;
  readonly schema: Schema;
  readonly example: unknown;
}

interface Document {
  readonly servers?: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, RawOperation>>>>;
  readonly components?: {
    readonly schemas?: Readonly<Record<string, Schema>>;
    readonly parameters?: Readonly<Record<string, RawParameter>>;
  };
}

interface RawParameter {
  readonly $ref?: string;
  readonly name?: string;
  readonly in?: string;
  readonly required?: boolean;
  readonly schema?: Schema;
  readonly example?: unknown;
}

interface RawOperation {
  readonly operationId?: string;
  readonly parameters?: readonly RawParameter[];
  readonly requestBody?: {
    readonly content?: Readonly<Record<string, { readonly schema?: Schema; readonly example?: unknown }>>;
  };
}

/** Of the native API and of every dialect. */
export function readOperations(): Operation[] {
  const dialects = readdirSync(join(PROJECT, 'openapi')).filter((name) => name.endsWith('.json'));
  return ['openapi.json', ...dialects.map((name) => join('openapi', name))].flatMap(operationsIn);
}

function operationsIn(file: string): Operation[] {
  const document = JSON.parse(readFileSync(join(PROJECT, file), 'utf8')) as Document;
  const name = file === 'openapi.json' ? 'native' : basename(file, '.json');
  const resolve = resolver(document.components?.schemas ?? {});
  const prefixes = (document.servers ?? [{ url: '/' }]).map(({ url }) => url.replace(/\/$/, ''));
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const raw = item[method];
      if (raw === undefined) {
        return [];
      }
      const parameters = (raw.parameters ?? []).flatMap((parameter) =>
        parameterOf(parameter, document.components?.parameters ?? {}, resolve),
      );
      const bodies = Object.entries(raw.requestBody?.content ?? {}).map(([type, { schema, example }]) => ({
        type,
        schema: resolve(schema),
        example,
      }));
      const id = raw.operationId ?? `${method} ${path}`;
      return [{ document: name, id, method: method.toUpperCase(), path, prefixes, parameters, bodies }];
    }),
  );
}

function parameterOf(
  raw: RawParameter,
  named: Readonly<Record<string, RawParameter>>,
  resolve: (schema: Schema | undefined) => Schema,
): Parameter[] {
  const { $ref } = raw;
  const parameter = $ref === undefined ? raw : named[$ref.slice($ref.lastIndexOf('/') + 1)];
  const { name, required = false, schema, example } = parameter ?? {};
  const place = parameter?.in;
  if (name === undefined || (place !== 'path' && place !== 'query' && place !== 'header')) {
    return [];
  }
  const resolved = resolve(schema);
  return [{ name, in: place, required, schema: example === undefined ? resolved : { ...resolved, example } }];
}

import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { readDocument } from '../../src/core/openapi/read-document';
import type { Answer } from '../testkit/server';

export interface DocumentedOperation {
  id: string;
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  path: string;
  hasBody: boolean;
  needsCredential: boolean;
  takesTokens: boolean;
  takesKeys: boolean;
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
}

/** The part of a committed document that tests read. */
export interface OpenApiDocument {
  paths: Record<string, Record<string, OpenApiOperation>>;
  components: { schemas: Record<string, ObjectSchema> };
}

interface ObjectSchema {
  readonly $ref?: string;
  readonly allOf?: readonly ObjectSchema[];
  readonly type?: string;
  readonly required?: readonly string[];
  readonly properties?: object;
}

interface OpenApiOperation {
  operationId: string;
  parameters?: { name: string }[];
  requestBody?: object;
  security?: object[];
  responses: DocumentedOperation['responses'];
}

const read = new Map<string, Contract>();

/** A committed document, and checks of responses against it. */
export class Contract {
  readonly operations: DocumentedOperation[];
  // Optimized, the validators would take longer to make than they save.
  private readonly ajv = addFormats(new Ajv({ strict: false, allErrors: true, code: { optimize: false } }));
  private readonly compiled = new Map<string, ValidateFunction>();
  private errors: ValidateFunction[] | undefined;

  /** The document of a file, read and compiled once for all spec files of a worker. */
  static of(file: string): Contract {
    const contract = read.get(file) ?? new Contract(file);
    read.set(file, contract);
    return contract;
  }

  private constructor(file: string) {
    const document = readDocument(file) as OpenApiDocument;
    this.operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        id: operation.operationId,
        method: method as DocumentedOperation['method'],
        path,
        hasBody: operation.requestBody !== undefined,
        needsCredential: (operation.security ?? []).length > 0,
        takesTokens: (operation.security ?? []).some((scheme) => 'token' in scheme),
        takesKeys: (operation.security ?? []).some((scheme) => 'apiKey' in scheme),
        responses: operation.responses,
      })),
    );
    const { schemas: all } = document.components;
    const schemas = Object.entries(all).map(([name, schema]) => [name, exact(withInherited(schema, all))]);
    this.ajv.addSchema({ $id: 'document', components: { schemas: Object.fromEntries(schemas) } });
  }

  /** Fails if the status is not documented or the body does not match its schema. */
  expectToFit({ id, method, path, responses }: DocumentedOperation, { status, body }: Answer): void {
    const documented = responses[status];
    if (!documented) {
      throw new Error(
        `${method} ${path} (${id}) answered ${status}, which its document does not know: ${JSON.stringify(body)}`,
      );
    }
    const [content] = Object.values(documented.content ?? {});
    if (!content) {
      expect(body).toBe('');
      return;
    }
    const validate = this.validator(`${id} ${status}`, content.schema);
    if (!validate(body)) {
      throw new Error(
        `${method} ${path} (${id}) answered ${status} with a body that does not fit:\n` +
          `${this.ajv.errorsText(validate.errors)}\n${JSON.stringify(body)}`,
      );
    }
  }

  /** Whether the body has the form of one of the errors that the document describes. */
  describesError(body: unknown): boolean {
    this.errors ??= this.errorValidators();
    return this.errors.some((fits) => fits(body));
  }

  private errorValidators(): ValidateFunction[] {
    const schemas = this.operations.flatMap(({ responses }) =>
      Object.entries(responses).flatMap(([status, { content = {} }]) =>
        Number(status) >= 400 ? Object.values(content).map(({ schema }) => schema) : [],
      ),
    );
    const byText = new Map(schemas.map((schema) => [JSON.stringify(schema), schema]));
    return Array.from(byText, ([text, schema]) => this.validator(text, schema));
  }

  private validator(name: string, schema: object): ValidateFunction {
    const known = this.compiled.get(name) ?? this.ajv.compile(inDocument(exact(schema)));
    this.compiled.set(name, known);
    return known;
  }
}

/** A schema that extends others, with the properties of all: closed, each of them would reject those of the others. */
function withInherited(schema: ObjectSchema, schemas: Readonly<Record<string, ObjectSchema>>): ObjectSchema {
  const { allOf, ...own } = schema;
  if (!allOf) {
    return schema;
  }
  const parts = allOf.map((part) => withInherited(schemas[part.$ref?.split('/').at(-1) ?? ''] ?? part, schemas));
  return {
    ...own,
    type: 'object',
    required: parts.flatMap(({ required = [] }) => required),
    properties: Object.assign({}, ...parts.map(({ properties = {} }) => properties)),
  };
}

/** Converts to JSON Schema that rejects undocumented fields: only `nullable` differs between the two in our documents. */
function exact(schema: object): object {
  return mapObjects(mapObjects(schema, orNull), closed) as object;
}

/** Converts every object inside a value, the inner ones first. */
function mapObjects(value: unknown, convert: (part: Record<string, unknown>) => object): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => mapObjects(item, convert));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return convert(Object.fromEntries(Object.entries(value).map(([name, part]) => [name, mapObjects(part, convert)])));
}

function orNull({ nullable, ...schema }: Record<string, unknown>): object {
  if (nullable !== true) {
    return nullable === undefined ? schema : { ...schema, nullable };
  }
  return { anyOf: [schema, { enum: [null] }] };
}

function closed(schema: Record<string, unknown>): object {
  return schema.properties && schema.additionalProperties === undefined
    ? { ...schema, additionalProperties: false }
    : schema;
}

function inDocument(schema: object): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"document#/components/'));
}

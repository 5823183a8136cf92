import type { JSONObject, JSONValue } from '@modelcontextprotocol/server';
import { readDocument } from '../../../core/openapi/read-document';

/** A JSON schema, or a part of one. */
export type Schema = JSONObject;

/** The inputs of a tool: all of them in one object. */
export interface InputSchema extends Schema {
  type: 'object';
  properties: Record<string, Schema>;
  required: string[];
  additionalProperties: false;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema: Schema;
}

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const REFERENCE = '#/components/schemas/';
/** Keywords of OpenAPI 3.0 that are not part of JSON Schema, and samples, which take room. */
const DROPPED = ['nullable', 'example', 'discriminator', 'xml', 'externalDocs'];

/** The operations of the native API as its committed document describes them. */
export class DocumentSchema {
  private readonly operations: ReadonlyMap<string, Operation>;
  private readonly components: Document['components'];

  constructor({ paths, components }: Document = readDocument('openapi.json') as Document) {
    const all = Object.values(paths).flatMap((path) => Object.values(path));
    this.operations = new Map(all.map((operation) => [operation.operationId, operation]));
    this.components = components;
  }

  summaryOf(operationId: string): string {
    return this.operation(operationId).summary.replaceAll('\n', ' ');
  }

  /**
   * The parameters and the fields of the body of an operation.
   * @param names those that are wanted; all by default
   */
  inputsOf(operationId: string, names?: readonly string[]): InputSchema {
    const { parameters = [], requestBody } = this.operation(operationId);
    const [content] = Object.values(requestBody?.content ?? {});
    const body = this.resolve(content?.schema ?? {}) as Partial<InputSchema>;
    const own = parameters.filter((parameter) => parameter.in !== 'header');
    const properties: Record<string, Schema> = {
      ...Object.fromEntries(own.map((parameter) => [parameter.name, this.parameterSchema(parameter)])),
      ...body.properties,
    };
    const required = [
      ...own.filter((parameter) => parameter.required).map(({ name }) => name),
      ...(body.required ?? []),
    ];
    const wanted = names ?? Object.keys(properties);
    return {
      type: 'object',
      properties: Object.fromEntries(wanted.map((name) => [name, propertyIn(properties, name, operationId)])),
      required,
      additionalProperties: false,
    };
  }

  private parameterSchema({ description, schema }: Parameter): Schema {
    const resolved = this.resolve(schema);
    // One of several values may be sent alone, as the SDK takes it.
    const taken = resolved.type === 'array' ? { anyOf: [resolved, resolved.items ?? {}] } : resolved;
    return { ...taken, ...(description !== undefined && { description }) };
  }

  private operation(operationId: string): Operation {
    const operation = this.operations.get(operationId);
    if (!operation) {
      throw new Error(`openapi.json has no operation ${operationId}`);
    }
    return operation;
  }

  /** Replaces references by what they refer to, `allOf` by one schema, and `nullable` by a type. */
  private resolve(schema: Schema): Schema {
    const { $ref, allOf, nullable, ...rest } = schema;
    const parts = [
      ...(typeof $ref === 'string' ? [this.components.schemas[$ref.slice(REFERENCE.length)] ?? {}] : []),
      ...(Array.isArray(allOf) ? (allOf as Schema[]) : []),
    ];
    const merged = [...parts.map((part) => this.resolve(part)), this.resolveParts(rest)].reduce(merge, {});
    return nullable === true ? orNull(merged) : merged;
  }

  private resolveParts(schema: Schema): Schema {
    const entries = Object.entries(schema).filter(([keyword]) => !DROPPED.includes(keyword));
    return Object.fromEntries(entries.map(([keyword, value]) => [keyword, this.resolveValue(keyword, value)]));
  }

  private resolveValue(keyword: string, value: JSONValue): JSONValue {
    if (keyword === 'properties') {
      const properties = Object.entries(value as Record<string, Schema>);
      return Object.fromEntries(properties.map(([name, property]) => [name, this.resolve(property)]));
    }
    if (['oneOf', 'anyOf'].includes(keyword)) {
      return (value as Schema[]).map((option) => this.resolve(option));
    }
    const isSchema = ['items', 'additionalProperties'].includes(keyword) && typeof value === 'object' && value !== null;
    return isSchema ? this.resolve(value as Schema) : value;
  }
}

function propertyIn(properties: Readonly<Record<string, Schema>>, name: string, operationId: string): Schema {
  const property = properties[name];
  if (!property) {
    throw new Error(`${operationId} has no input ${name}`);
  }
  return property;
}

function merge(left: Schema, right: Schema): Schema {
  const both = { ...left, ...right };
  const properties = { ...(left.properties as object | undefined), ...(right.properties as object | undefined) };
  const required = [
    ...((left.required as string[] | undefined) ?? []),
    ...((right.required as string[] | undefined) ?? []),
  ];
  return {
    ...both,
    ...('properties' in both && { properties }),
    ...('required' in both && { required }),
  };
}

function orNull(schema: Schema): Schema {
  const { type, enum: values } = schema;
  return {
    ...schema,
    ...(typeof type === 'string' && { type: [type, 'null'] }),
    ...(Array.isArray(values) && { enum: [...values, null] }),
  };
}

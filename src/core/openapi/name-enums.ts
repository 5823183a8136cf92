import type { OpenAPIObject } from '@nestjs/swagger';
import { operationsOf } from './operations';

type Json = Record<string, unknown>;

const SCHEMAS = '#/components/schemas/';

/**
 * Makes each enum with several values a schema with a name, which every generator of clients can compile. A list of values that a
 * schema declares is that schema; any other is called after the schema or the operation that has it, and its field.
 */
export function nameEnums(document: OpenAPIObject): OpenAPIObject {
  const schemas = (document.components?.schemas ?? {}) as Record<string, Json>;
  const names = new EnumNames(schemas);
  for (const [owner, schema] of Object.entries(schemas)) {
    schemas[owner] = isEnum(schema) ? schema : names.within(schema, owner);
  }
  for (const { operation } of operationsOf(document)) {
    const owner = capitalized(operation.operationId ?? '');
    const { parameters = [], requestBody, responses } = operation;
    for (const part of [...parameters, requestBody, ...Object.values(responses)]) {
      names.replaceIn(part as Json | undefined, owner);
    }
  }
  for (const schema of Object.values(schemas).filter((one) => isEnum(one) && valuesOf(one).includes('""'))) {
    // Generators make names of the values, and none of an empty one.
    schema['x-enum-varnames'] = (schema.enum as string[]).map((value) => value.toUpperCase() || 'NONE');
  }
  return document;
}

class EnumNames {
  /** Names of the declared enums, by their values; undefined for values that several of them have. */
  private readonly declared = new Map<string, string | undefined>();

  constructor(private readonly schemas: Record<string, Json>) {
    for (const [name, schema] of Object.entries(schemas).filter(([, one]) => isEnum(one))) {
      const values = valuesOf(schema);
      this.declared.set(values, this.declared.has(values) ? undefined : name);
    }
  }

  /** Replaces the enums in the schemas of a parameter, a body or a response. */
  replaceIn(part: Json | undefined, owner: string): void {
    for (const place of [part ?? {}, ...Object.values((part?.content ?? {}) as Json)] as Json[]) {
      if (isObject(place.schema)) {
        place.schema = this.within(place.schema, owner + capitalized(typeof place.name === 'string' ? place.name : ''));
      }
    }
  }

  /** The schema with references instead of enums. */
  within(schema: Json, name: string): Json {
    const { properties, items, additionalProperties } = schema;
    const lists = ['allOf', 'anyOf', 'oneOf'].filter((key) => Array.isArray(schema[key]));
    const mapped: Json = {
      ...schema,
      ...Object.fromEntries(lists.map((key) => [key, (schema[key] as Json[]).map((one) => this.within(one, name))])),
      ...(isObject(items) && { items: this.within(items, name) }),
      ...(isObject(additionalProperties) && { additionalProperties: this.within(additionalProperties, name) }),
      ...(isObject(properties) && { properties: this.fieldsOf(properties, name) }),
    };
    return isEnum(schema) ? this.referenceTo(schema, name) : mapped;
  }

  private fieldsOf(properties: Json, owner: string): Json {
    const fields = Object.entries(properties) as [string, Json][];
    return Object.fromEntries(fields.map(([name, field]) => [name, this.within(field, owner + capitalized(name))]));
  }

  private referenceTo({ enum: values, type, nullable, ...rest }: Json, name: string): Json {
    const reference = { $ref: `${SCHEMAS}${this.schemaOf({ type, enum: values }, name)}` };
    const isNullable = nullable === true || (values as unknown[]).includes(null);
    const more = { ...rest, ...(isNullable && { type, nullable: true }) };
    return Object.keys(more).length > 0 ? { ...more, allOf: [reference] } : reference;
  }

  private schemaOf({ type, enum: values }: Json, name: string): string {
    const schema = { type, enum: (values as unknown[]).filter((value) => value !== null) };
    const declared = this.declared.get(valuesOf(schema));
    if (declared !== undefined) {
      return declared;
    }
    if (JSON.stringify(this.schemas[name] ?? schema) !== JSON.stringify(schema)) {
      throw new Error(`Duplicate schema name: ${name}, of an enum; declare it with an enumName`);
    }
    this.schemas[name] = schema;
    return name;
  }
}

function isEnum({ enum: values }: Json): boolean {
  return Array.isArray(values) && values.length > 1;
}

function valuesOf({ enum: values }: Json): string {
  return JSON.stringify(values);
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null;
}

/** `mail.language`: `MailLanguage`. */
function capitalized(name: string): string {
  return name.replace(/(?:^|[^a-zA-Z0-9]+)([a-zA-Z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

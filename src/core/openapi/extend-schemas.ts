import type { OpenAPIObject } from '@nestjs/swagger';

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;
type Schema = Exclude<Schemas[string], { $ref: string }>;
type Properties = NonNullable<Schema['properties']>;

interface ObjectSchema {
  readonly name: string;
  readonly schema: Schema;
  readonly properties: Properties;
  readonly required: readonly string[];
}

/** Characters of the properties as JSON: a smaller schema is not worth a reference. */
const LEAST_SHARED = 1000;

/**
 * Makes a schema that has all properties of another one extend it by `allOf`: what both have stands in the document once. Of several
 * such schemas it extends the one with the most properties, but none that is equal. The data of one event is never extended.
 */
export function extendSchemas(document: OpenAPIObject): OpenAPIObject {
  const schemas = document.components?.schemas ?? {};
  const objects = Object.entries(schemas).flatMap(objectSchemas).sort(bySize);
  for (const [index, derived] of objects.entries()) {
    // Only schemas before it, so that no two extend each other.
    const bases = objects.slice(0, index).filter((one) => isBaseOf(one, derived));
    const base = bases.find((one) => sizeOf(one) === sizeOf(bases.at(-1)));
    if (base) {
      schemas[derived.name] = extended(derived, base);
    }
  }
  return document;
}

function sizeOf(one: ObjectSchema | undefined): number {
  return Object.keys(one?.properties ?? {}).length;
}

function objectSchemas([name, schema]: [string, Schemas[string]]): ObjectSchema[] {
  if ('$ref' in schema || schema.type !== 'object' || !schema.properties) {
    return [];
  }
  // Null is no value of what it would extend.
  const isPlain = schema.additionalProperties === undefined && schema.nullable !== true;
  return !isPlain ? [] : [{ name, schema, properties: schema.properties, required: schema.required ?? [] }];
}

function bySize(one: ObjectSchema, other: ObjectSchema): number {
  return (
    sizeOf(one) - sizeOf(other) ||
    one.required.length - other.required.length ||
    one.name.length - other.name.length ||
    (one.name < other.name ? -1 : 1)
  );
}

function isBaseOf(one: ObjectSchema, derived: ObjectSchema): boolean {
  return (
    !one.name.endsWith('EventData') &&
    (sizeOf(one) < sizeOf(derived) || one.required.length < derived.required.length) &&
    JSON.stringify(one.properties).length >= LEAST_SHARED &&
    one.required.every((name) => derived.required.includes(name)) &&
    Object.entries(one.properties).every(
      ([name, property]) =>
        name in derived.properties && JSON.stringify(property) === JSON.stringify(derived.properties[name]),
    )
  );
}

function extended({ schema, properties, required }: ObjectSchema, base: ObjectSchema): Schema {
  const { type: _type, properties: _properties, required: _required, ...described } = schema;
  const added = Object.entries(properties).filter(([name]) => !(name in base.properties));
  const demanded = required.filter((name) => !base.required.includes(name));
  const own: Schema = {
    type: 'object',
    ...(demanded.length > 0 && { required: demanded }),
    ...(added.length > 0 && { properties: Object.fromEntries(added) }),
  };
  return { ...described, allOf: [{ $ref: `#/components/schemas/${base.name}` }, own] };
}

import type { OpenAPIObject } from '@nestjs/swagger';

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;
type Schema = Schemas[string];

/**
 * Makes each schema with a title, of a property or of the values of one, a schema of the components with that name: what several
 * bodies have stands in the document once. Schemas with one title are the same.
 */
export function nameSchemas(document: OpenAPIObject): OpenAPIObject {
  const schemas = document.components?.schemas ?? {};
  const named: Schemas = {};
  for (const schema of Object.values(schemas)) {
    moveTitled(schema, named);
  }
  Object.assign(schemas, named);
  return document;
}

function moveTitled(schema: Schema, named: Schemas): void {
  const { properties = {}, additionalProperties } = '$ref' in schema ? {} : schema;
  for (const [name, property] of Object.entries(properties)) {
    moveTitled(property, named);
    properties[name] = referenceTo(property, named);
  }
  if (typeof additionalProperties === 'object' && !('$ref' in schema)) {
    schema.additionalProperties = referenceTo(additionalProperties, named);
  }
}

function referenceTo(schema: Schema, named: Schemas): Schema {
  if ('$ref' in schema || schema.title === undefined) {
    return schema;
  }
  const { title, ...rest } = schema;
  named[title] = rest;
  return { $ref: `#/components/schemas/${title}` };
}

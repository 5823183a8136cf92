import type { OpenAPIObject } from '@nestjs/swagger';
import type { Operation } from './operations';

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

const SCHEMAS = '#/components/schemas/';

/** Documents how lists and objects are sent in a query: `status=unused,active` and `created_at[lt]=…`. */
export function describeQueries({ parameters = [] }: Operation, schemas: Schemas = {}): void {
  for (const parameter of parameters) {
    if ('in' in parameter && parameter.in === 'query') {
      const type = typeOf(parameter.schema, schemas);
      Object.assign(
        parameter,
        type === 'array' && { style: 'form', explode: false },
        type === 'object' && { style: 'deepObject', explode: true },
      );
    }
  }
}

/** Schemas of bodies that have the filters of a list. */
const FILTERS = ['LicenseFilterDto'];

/** Schemas of limits in a query, which takes no others. */
const RANGES = ['TimeRangeDto', 'NumberRangeDto', 'IntegerRangeDto'];

/** Documents that a filter in a body takes a single value as well as a list, and that ranges are closed. */
export function describeFilters(schemas: Schemas = {}): void {
  for (const range of RANGES.map((name) => schemas[name])) {
    Object.assign(range ?? {}, { additionalProperties: false });
  }
  for (const filter of FILTERS.map((name) => schemas[name])) {
    const { properties = {} } = filter && 'properties' in filter ? filter : {};
    for (const [name, property] of Object.entries(properties)) {
      if ('type' in property && property.type === 'array' && property.items) {
        const { description, ...list } = property;
        properties[name] = { description, oneOf: [property.items, list] };
      }
    }
  }
}

function typeOf(schema: Schemas[string] = {}, schemas: Schemas): unknown {
  if (!('$ref' in schema)) {
    return schema.type;
  }
  const referenced = schemas[schema.$ref.slice(SCHEMAS.length)];
  return referenced && 'type' in referenced ? referenced.type : undefined;
}

import type { OpenAPIObject } from '@nestjs/swagger';
import { operationsOf } from './operations';

type Schema = Readonly<Record<string, unknown>>;
type Schemas = Readonly<Record<string, unknown>>;

const JSON_BODY = 'application/json';

const OF_TYPE: Readonly<Record<string, unknown>> = { string: 'text', integer: 1, number: 1, boolean: true, object: {} };

/** Example texts by format, which the linters check. */
const OF_FORMAT: Readonly<Record<string, string>> = {
  uuid: '0199a5f4-7c1e-7000-8000-000000000001',
  email: 'ada@example.com',
  uri: 'https://example.com/',
  'date-time': '2027-01-31T00:00:00Z',
};

/** Gives each JSON body its example: the one of its operation, else one made of the examples of its fields. */
export function addRequestExamples(document: OpenAPIObject, given: Readonly<Record<string, object>>): void {
  const schemas: Schemas = document.components?.schemas ?? {};
  for (const { operation } of operationsOf(document)) {
    const body = operation.requestBody;
    const media = body && 'content' in body ? body.content[JSON_BODY] : undefined;
    if (media?.schema) {
      media.example = given[operation.operationId ?? ''] ?? exampleOf(media.schema as Schema, schemas);
    }
  }
}

function exampleOf(schema: Schema, schemas: Schemas): unknown {
  const { $ref, allOf, example, enum: values, default: byDefault, type, format, items } = schema;
  const [referenced] = typeof $ref === 'string' ? [schemas[$ref.split('/').at(-1) ?? '']] : listOf(allOf);
  const given = example ?? byDefault ?? listOf(values)[0];
  if (given !== undefined) {
    return given;
  }
  if (referenced !== undefined) {
    return exampleOf(referenced as Schema, schemas);
  }
  return (
    fieldsOf(schema, schemas) ??
    (type === 'array' ? [exampleOf(items as Schema, schemas)] : (OF_FORMAT[String(format)] ?? OF_TYPE[String(type)]))
  );
}

/** Required fields, and those that have an example. */
function fieldsOf({ properties, required }: Schema, schemas: Schemas): object | undefined {
  if (typeof properties !== 'object' || properties === null) {
    return undefined;
  }
  const shown = Object.entries(properties).filter(
    ([name, property]) => (property as Schema).example !== undefined || listOf(required).includes(name),
  );
  return Object.fromEntries(shown.map(([name, property]) => [name, exampleOf(property as Schema, schemas)]));
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

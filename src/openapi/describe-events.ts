import { getSchemaPath, type OpenAPIObject } from '@nestjs/swagger';
import { EVENT_NAMES, EVENT_PAYLOADS } from '../events/records/catalogue';
import { dataSchemaOf, type DataSchema, entityOf } from '../events/records/event-schemas';
import en from '../i18n/en.json';
import type { EventName } from '../platform/records/event-catalogue';

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;
type Schema = Exclude<Schemas[string], { $ref: string }>;

/** Name of the schema of all events. */
const EVENT = 'Event';

const SENTENCES: Readonly<Partial<Record<string, string>>> = en.eventSentences;

/** Makes the events of a document a union by their types, each with the fields of its data. */
export function describeEvents({ components }: OpenAPIObject): void {
  const { schemas = {} } = components ?? {};
  const event = schemas[EVENT];
  if (!event || '$ref' in event) {
    return;
  }
  const shapes = new Map<string, string>();
  for (const name of EVENT_NAMES) {
    schemas[schemaName(name)] = schemaOf(name, event, dataOf(name, schemas, shapes));
  }
  schemas[EVENT] = {
    description: 'An event: its `type` says which fields `data` has. Later versions add types and fields.',
    oneOf: EVENT_NAMES.map((name) => ({ $ref: getSchemaPath(schemaName(name)) })),
    discriminator: {
      propertyName: 'type',
      mapping: Object.fromEntries(EVENT_NAMES.map((name) => [name, getSchemaPath(schemaName(name))])),
    },
  };
}

function schemaOf(name: EventName, event: Schema, data: Schemas[string]): Schema {
  return {
    ...event,
    description: SENTENCES[name] ?? name,
    properties: { ...event.properties, type: { type: 'string', enum: [name] }, data },
  };
}

/** Events with the same data share its schema, which is called after their table. */
function dataOf(name: EventName, schemas: Schemas, shapes: Map<string, string>): Schemas[string] {
  const { record, changes } = EVENT_PAYLOADS[name];
  const entity = entityOf(record ?? changes ?? '');
  const data = dataSchemaOf(name);
  if (entity === undefined) {
    return data;
  }
  const shape = JSON.stringify([entity, data]);
  const shared = `${entity}${record === undefined ? 'Changes' : 'Record'}`;
  const known = shapes.get(shape) ?? (shared in schemas ? `${schemaName(name)}Data` : shared);
  shapes.set(shape, known);
  schemas[known] ??= described(data, schemas[entity] ?? schemas[`${entity}Dto`]);
  return { $ref: getSchemaPath(known) };
}

/** Fields that objects of the API have, too, are described as there. */
function described(data: DataSchema, like: Schemas[string] | undefined): Schema {
  const known = like && 'properties' in like ? (like.properties ?? {}) : {};
  const properties = Object.entries(data.properties).map(([name, field]) => {
    const same = known[name];
    const description = field.description ?? (same && 'description' in same ? same.description : undefined);
    return [name, { ...field, ...(description !== undefined && { description }) }] as const;
  });
  return { ...data, properties: Object.fromEntries(properties) };
}

function schemaName(name: EventName): string {
  return `${name.replace(/(?:^|[._])([a-z])/g, (_, letter: string) => letter.toUpperCase())}Event`;
}

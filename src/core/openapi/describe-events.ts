import { getSchemaPath, type OpenAPIObject } from '@nestjs/swagger';
import { defined } from '../common/fields/fields-of';
import { EVENT_NAMES, EVENT_PAYLOADS } from '../events/records/catalogue';
import { CHANGE, dataSchemaOf, type DataSchema, entityOf } from '../events/records/event-schemas';
import en from '../i18n/en.json';
import type { EventName } from '../platform/records/event-catalogue';

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;
interface Context {
  /** Names of the shared schemas of tables, by shape. */
  readonly shapes: Map<string, string>;
  /** Events by the shape of their data. */
  readonly alike: ReadonlyMap<string, readonly EventName[]>;
  /** Descriptions of fields by name. */
  readonly known: ReadonlyMap<string, string>;
}

type Schema = Exclude<Schemas[string], { $ref: string }>;

/** Name of the schema of all events. */
const EVENT = 'Event';

/** Name of the schema of what all events have in common. */
const EVENT_HEAD = 'EventHead';

/** Name of the schema of the reason and the reference in the data of all events. */
const EVENT_CHANGE = 'EventChange';

const FACTS = 'Data of the event.';

const SENTENCES: Readonly<Partial<Record<string, string>>> = en.eventSentences;

/** Makes the events of a document a union by their types, each with the fields of its data. */
export function describeEvents({ components }: OpenAPIObject): void {
  const { schemas = {} } = components ?? {};
  const event = schemas[EVENT];
  if (!event || '$ref' in event) {
    return;
  }
  schemas[EVENT_CHANGE] = CHANGE;
  schemas[EVENT_HEAD] = headOf(event);
  const shapes = new Map<string, string>();
  const known = descriptionsIn(schemas);
  const alike = eventsByShape();
  for (const name of EVENT_NAMES) {
    schemas[schemaName(name)] = schemaOf(name, dataOf(name, schemas, { shapes, known, alike }));
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

function headOf({ properties: { sequence, at, target } = {} }: Schema): Schema {
  return {
    type: 'object',
    required: ['sequence', 'at', 'target'],
    properties: defined({ sequence, at, target }),
    description: 'Number, time and target of an event.',
  };
}

function schemaOf(name: EventName, data: Schemas[string]): Schema {
  const type: Schema = { type: 'string', enum: [name], description: 'Type of the event.' };
  const facts = '$ref' in data ? { allOf: [data], description: FACTS } : data;
  return {
    description: SENTENCES[name] ?? name,
    allOf: [
      { $ref: getSchemaPath(EVENT_HEAD) },
      { type: 'object', required: ['type', 'data'], properties: { type, data: facts } },
    ],
  };
}

/** Events with the same data share its schema, which is called after their table, or after the first of them. */
function dataOf(name: EventName, schemas: Schemas, { shapes, known, alike }: Context): Schemas[string] {
  const { record, changes } = EVENT_PAYLOADS[name];
  const entity = entityOf(record ?? changes ?? '');
  const data = dataSchemaOf(name);
  const shape = shapeOf(name);
  if (entity === undefined) {
    const facts = { ...described(data, known), description: FACTS };
    const [first = name, ...others] = alike.get(shape) ?? [];
    return others.length === 0 ? facts : shared(`${schemaName(first)}Data`, facts, schemas);
  }
  const usual = `${entity}${record === undefined ? 'Changes' : 'Record'}`;
  const schema = shapes.get(shape) ?? (usual in schemas ? `${schemaName(name)}Data` : usual);
  shapes.set(shape, schema);
  const own = descriptionsIn({ own: schemas[entity] ?? schemas[`${entity}Dto`] ?? {} });
  return shared(schema, described(data, new Map([...known, ...own])), schemas);
}

function shared(name: string, schema: Schema, schemas: Schemas): Schemas[string] {
  schemas[name] ??= schema;
  return { $ref: getSchemaPath(name) };
}

/** The same for events whose data have the same table and fields. */
function shapeOf(name: EventName): string {
  const { record, changes } = EVENT_PAYLOADS[name];
  return JSON.stringify([entityOf(record ?? changes ?? ''), dataSchemaOf(name)]);
}

function eventsByShape(): Map<string, EventName[]> {
  const byShape = new Map<string, EventName[]>();
  for (const name of EVENT_NAMES) {
    const shape = shapeOf(name);
    byShape.set(shape, [...(byShape.get(shape) ?? []), name]);
  }
  return byShape;
}

/** Fields that objects of the API have, too, are described as there; others by their name. */
function described(data: DataSchema, known: Context['known']): Schema {
  const properties: Schemas = {};
  for (const [name, field] of Object.entries(data.properties)) {
    properties[name] = { ...field, description: field.description ?? known.get(name) ?? `${wordsOf(name)}.` };
  }
  return { ...data, properties: { ...properties, change: { $ref: getSchemaPath(EVENT_CHANGE) } } };
}

/** The descriptions of fields, by their names: of those that all schemas describe alike. */
function descriptionsIn(schemas: Schemas): Map<string, string> {
  const known = new Map<string, string>();
  for (const [name, field] of Object.values(schemas).flatMap(propertiesOf)) {
    const description = ('description' in field && field.description) || '';
    known.set(name, known.has(name) && known.get(name) !== description ? '' : description);
  }
  return new Map([...known].filter(([, description]) => description !== ''));
}

function propertiesOf(schema: Schemas[string]): [string, Schemas[string]][] {
  return 'properties' in schema ? Object.entries(schema.properties ?? {}) : [];
}

function wordsOf(name: string): string {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function schemaName(name: EventName): string {
  return `${name.replace(/(?:^|[._])([a-z])/g, (_, letter: string) => letter.toUpperCase())}Event`;
}

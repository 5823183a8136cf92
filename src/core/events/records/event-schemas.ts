import { getMetadataArgsStorage, type ObjectType } from 'typeorm';
import { isRecorded } from '../../platform/database/change-record';
import type { EventName } from '../../platform/records/event-catalogue';
import type { DescribedField, EventPayload, FieldType } from '../../platform/records/event-payload';
import { EVENT_PAYLOADS } from './catalogue';
import { HIDDEN, REFERENCES, RENAMED } from './public-fields';

/** A schema of OpenAPI 3.0. */
export interface FieldSchema {
  readonly type?: string;
  readonly format?: string;
  readonly nullable?: boolean;
  readonly enum?: string[];
  readonly description?: string;
  readonly items?: FieldSchema;
  readonly required?: string[];
  readonly properties?: Record<string, FieldSchema>;
  readonly additionalProperties?: boolean;
}

export interface DataSchema {
  readonly type: 'object';
  readonly required?: string[];
  readonly properties: Record<string, FieldSchema>;
  readonly additionalProperties: false;
}

type Columns = ReturnType<ReturnType<typeof getMetadataArgsStorage>['filterColumns']>;
type Column = Columns[number];
type Fields = Record<string, FieldSchema>;

const UUID: FieldSchema = { type: 'string', format: 'uuid' };
const TEXT: FieldSchema = { type: 'string' };

const LICENSE: Fields = {
  license_id: { ...UUID, description: 'License.' },
  license_key: { ...TEXT, description: 'Key of the license.' },
  product: { ...TEXT, nullable: true, description: 'Reference of the product; null if it has been deleted since.' },
  customer_id: { ...UUID, nullable: true, description: 'Customer; null without one, or if it has been deleted since.' },
};

/** Facts whose names have another meaning in schemas of the API. */
const FACTS: Fields = { last_seen_at: { description: 'When the device last sent a check or a heartbeat.' } };

const NULLABLE_TEXT: FieldSchema = { ...TEXT, nullable: true };

/** The field of every event that says why its change was made. */
export const CHANGE: FieldSchema = {
  type: 'object',
  required: ['reason', 'reference'],
  properties: {
    reason: { ...NULLABLE_TEXT, description: 'Why the change was made.' },
    reference: { ...NULLABLE_TEXT, description: 'Order or ticket behind the change.' },
  },
  description: 'Why the change was made, and the order or ticket behind it; missing if neither was given.',
};

/** Values of JSON columns that are no objects. */
const LISTS: Readonly<Record<string, FieldSchema>> = {
  columns: { type: 'array', items: TEXT },
  rollout_steps: { type: 'array', items: { type: 'object', additionalProperties: true } },
  tries: { type: 'array', items: { type: 'object', additionalProperties: true } },
  used: { type: 'array', items: { type: 'object', additionalProperties: true } },
};

/** The schema of the data of an event. */
export function dataSchemaOf(name: EventName): DataSchema {
  const { record, changes, license, with: others = {} }: EventPayload = EVENT_PAYLOADS[name];
  const columns = fieldsOf(record ?? changes);
  const fields = Object.entries(others).map(([field, type]) => [field, declaredField(type)] as const);
  const declared = fields.map(([field, type]) => [field, { ...schemaOf(type), ...FACTS[field] }] as const);
  const always = [
    ...(record === undefined ? [] : Object.keys(columns)),
    ...(license ? Object.keys(LICENSE) : []),
    ...Object.keys(others),
  ];
  const missing = new Set(fields.flatMap(([field, { type }]) => (type.endsWith('?') ? [field] : [])));
  const required = [...new Set(always)].filter((field) => !missing.has(field));
  return {
    type: 'object',
    ...(required.length > 0 && { required }),
    properties: { ...columns, ...(license && LICENSE), ...Object.fromEntries(declared), change: CHANGE },
    additionalProperties: false,
  };
}

/** The entity of a table: its name, as the API calls its objects. */
export function entityOf(table: string): string | undefined {
  return targetOf(table)?.name;
}

function targetOf(table: string): ObjectType<object> | undefined {
  return getMetadataArgsStorage().tables.find(({ name }) => name === table)?.target as ObjectType<object> | undefined;
}

function fieldsOf(table: string | undefined): Fields {
  const target = table === undefined ? undefined : targetOf(table);
  const shown = columnsOf(target).flatMap((column) => {
    const name = column.options.name ?? column.propertyName;
    const recorded = isRecorded({ propertyName: column.propertyName, isSelect: column.options.select !== false });
    return recorded && !HIDDEN.has(name) ? [publicField(name, column)] : [];
  });
  return Object.fromEntries(shown);
}

/** The columns of an entity and of those that it extends. */
function columnsOf(target: ObjectType<object> | undefined): Columns {
  const family: object[] = [];
  for (let type: unknown = target; typeof type === 'function' && type.name !== ''; type = Object.getPrototypeOf(type)) {
    family.push(type);
  }
  return getMetadataArgsStorage().columns.filter((column) => family.includes(column.target as object));
}

function publicField(name: string, { options }: Column): readonly [string, FieldSchema] {
  const nullable = options.nullable === true ? { nullable: true } : {};
  const reference = REFERENCES[name];
  if (reference && options.type !== 'uuid') {
    const one = reference.table === 'products' ? TEXT : UUID;
    // A row that has been deleted since cannot be referred to.
    return [reference.field, options.array ? { type: 'array', items: one, ...nullable } : { ...one, nullable: true }];
  }
  // The API calls activations by other IDs than by their numbers.
  const value = name === 'activation_id' ? TEXT : valueOf(name, String(options.type));
  return [
    RENAMED[name] ?? name,
    options.array ? { type: 'array', items: value, ...nullable } : { ...value, ...nullable },
  ];
}

function valueOf(name: string, type: string): FieldSchema {
  return LISTS[name] ?? TYPES[type] ?? TEXT;
}

const TYPES: Readonly<Record<string, FieldSchema>> = {
  bigint: { type: 'integer' },
  boolean: { type: 'boolean' },
  'double precision': { type: 'number' },
  integer: { type: 'integer' },
  json: { type: 'object', additionalProperties: true },
  jsonb: { type: 'object', additionalProperties: true },
  numeric: { type: 'number' },
  real: { type: 'number' },
  smallint: { type: 'integer' },
  timestamptz: { type: 'string', format: 'date-time' },
  uuid: UUID,
};

function declaredField(field: FieldType | DescribedField): Partial<DescribedField> & Pick<DescribedField, 'type'> {
  return typeof field === 'string' ? { type: field } : field;
}

function schemaOf({ type, description, enum: values }: ReturnType<typeof declaredField>): FieldSchema {
  const [, name = '', list, nullable] = /^([a-z-]+)(\[\])?(\|null)?\??$/.exec(type) ?? [];
  const value = DECLARED[name] ?? TEXT;
  return {
    ...(list ? { type: 'array', items: value } : value),
    ...(nullable && { nullable: true }),
    ...(values && { enum: [...values] }),
    ...(description !== undefined && { description }),
  };
}

const DECLARED: Readonly<Record<string, FieldSchema>> = {
  any: {},
  boolean: { type: 'boolean' },
  'date-time': { type: 'string', format: 'date-time' },
  integer: { type: 'integer' },
  number: { type: 'number' },
  object: { type: 'object', additionalProperties: true },
  uuid: UUID,
};

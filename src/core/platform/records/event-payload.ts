type ValueType = 'string' | 'integer' | 'number' | 'boolean' | 'uuid' | 'date-time' | 'object' | 'any';

/** Type of a field: `string`, `uuid|null`, `integer[]`, `string?` if events may lack it. */
export type FieldType = `${ValueType}${'' | '[]'}${'' | '|null'}${'' | '?'}`;

/** A field whose name does not say enough. */
export interface DescribedField {
  readonly type: FieldType;
  readonly description: string;
  /** All values of a text. */
  readonly enum?: readonly string[];
}

/** The `data` of an event, as the API and webhooks show it. */
export interface EventPayload {
  /** Table of a row all of whose columns the data has. */
  readonly record?: string;
  /** Table of a row whose changed columns the data has. */
  readonly changes?: string;
  /** Whether the data identifies a license, with its product and customer. */
  readonly license?: true;
  /** Fields besides the columns, or instead of those of the same name. */
  readonly with?: Readonly<Record<string, FieldType | DescribedField>>;
}

/** The events of a module, each with its data. */
export type EventPayloads = Readonly<Record<string, EventPayload>>;

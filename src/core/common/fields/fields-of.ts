import type { Type } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { MayBeMissing } from '../validation/fields';
import { camelCase } from './camel-case';
import type { Answer, Field, FieldSchema, Input, Sendable, Table, Texts, Verified } from './field-types';

/** The fields of a record, as answers and inputs show them. */
interface Fields<Row, T, Context extends unknown[]> {
  readonly table: T;
  /** Names of the fields in answers. */
  readonly names: readonly (keyof Answer<T>)[];
  readonly from: (row: Row, ...context: Context) => Answer<T>;
}

/**
 * Declares the fields of a record once: `inputOf` and `answerOf` make the base classes of its DTOs of them, with validators and
 * schema, and `from()` reads a record. `Context` are further arguments of `from()`.
 */
export function fieldsOf<Row, Context extends unknown[] = []>() {
  return <const T extends Table<Field<Row, Context>>>(table: T): Fields<Row, T, Context> => {
    const readers = shownIn<Field<Row, Context>>(table).map(([name, { from = camelCase(name) as keyof Row }]) => ({
      name,
      read: typeof from === 'function' ? from : (row: Row) => row[from],
    }));
    return {
      table,
      names: readers.map(({ name }) => name as keyof Answer<T>),
      from: (row, ...context) => {
        const answer: Record<string, unknown> = {};
        for (const { name, read } of readers) {
          answer[name] = read(row, ...context);
        }
        return answer as Answer<T>;
      },
    };
  };
}

function shownIn<F extends FieldSchema>(table: Table<F>): [string, F][] {
  return Object.entries(table).filter(([, { isInputOnly }]) => !isInputOnly);
}

/** Decorators in their order above a property; before them the description or the texts in which answers differ. */
type Rules = readonly [string | Texts | PropertyDecorator, ...PropertyDecorator[]];

/** A field that every new record must have. */
export function required<Value>(...rules: Rules): Input<'required', Value> {
  return { presence: 'required', ...parted(rules) };
}

/** A field that may be missing, but not null. */
export function optional<Value>(...rules: Rules): Input<'optional', Value> {
  return { presence: 'optional', ...parted(rules) };
}

/** A field that may be missing or null. */
export function nullable<Value>(...rules: Rules): Input<'nullable', Value> {
  return { presence: 'nullable', ...parted(rules) };
}

function parted([first, ...rules]: Rules): Pick<Input, 'texts' | 'rules'> {
  if (typeof first === 'function') {
    return { rules: [first, ...rules] };
  }
  return { texts: typeof first === 'string' ? { description: first } : first, rules };
}

/** Makes the base class of a DTO for answers of the fields of `fieldsOf`, with the schema and `from()`. */
export function answerOf<Row, T extends Table, Context extends unknown[]>({
  table,
}: Fields<Row, T, Context> & Verified<Row, T>): Type<Answer<T>> {
  const shown = shownIn(table);
  const base = describedClass(
    shown.map(([name, field]) => [name, { required: true, ...inferred(field, field.nullable) }]),
  );
  shown.forEach(([name, field]) => {
    decorate(base, name, detailsOf(field));
  });
  return base as Type<Answer<T>>;
}

/** Makes the base class of a DTO for the input that creates a record of the fields of `fieldsOf`, with validators and schema. */
export function inputOf<T extends Table>({ table }: { readonly table: T }): Type<Sendable<T>> {
  const fields = Object.entries(table).flatMap(([name, field]) =>
    field.input ? [{ name, field, ...field.input }] : [],
  );
  const base = describedClass(
    fields.map(({ name, field, presence, texts }) => [
      name,
      {
        required: presence === 'required',
        ...(field.type === Object && { type: 'object', additionalProperties: true }),
        ...inferred({ ...field, ...texts }, presence === 'nullable'),
      },
    ]),
  );
  fields.forEach(({ name, field, presence, rules }) => {
    decorate(base, name, [...PRESENCE[presence], ...rules, ...enumOf(field)]);
  });
  return base as Type<Sendable<T>>;
}

const PRESENCE = { required: [], optional: [MayBeMissing()], nullable: [IsOptional()] };

/** Like a class that was compiled with the plugin of @nestjs/swagger: `schemas` are what it reads from types and comments. */
function describedClass(schemas: [string, object][]): Type<object> {
  return class {
    static _OPENAPI_METADATA_FACTORY() {
      return Object.fromEntries(schemas);
    }
  };
}

function decorate(base: Type<object>, name: string, decorators: PropertyDecorator[]): void {
  decorators.reverse().forEach((decorator) => {
    decorator(base.prototype as object, name);
  });
}

function inferred({ type = String, description, example, ...field }: FieldSchema, isNullable = false) {
  return {
    ...(!field.enum && { type: () => (type === 'integer' ? Number : type) }),
    ...(isNullable && { nullable: true }),
    description,
    example,
    isArray: field.isArray,
    enum: field.enum,
    format: field.format,
    minLength: field.minLength,
    maxLength: field.maxLength,
  };
}

/** Details that the plugin does not read from types. */
function detailsOf({ type = String, nullable: isNullable, schema, ...field }: FieldSchema): PropertyDecorator[] {
  return [
    ...(schema ? [ApiProperty(schema)] : []),
    ...(isNullable && type !== Date
      ? [ApiProperty({ ...(!field.enum && { type: typeof type === 'object' ? [type[0]] : type }), nullable: true })]
      : []),
    ...(type === 'integer' ? [ApiProperty({ type })] : []),
    ...enumOf(field),
  ];
}

function enumOf({ enum: values, enumName, isArray }: FieldSchema): PropertyDecorator[] {
  return values
    ? [ApiProperty(enumName === undefined ? { isArray, enum: values } : { isArray, enum: values, enumName })]
    : [];
}

/** Removes undefined values, so that spreading the result does not overwrite anything with undefined. */
export function defined<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
}

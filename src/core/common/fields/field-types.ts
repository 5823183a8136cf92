import type { Type } from '@nestjs/common';
import type { ApiPropertyOptions } from '@nestjs/swagger';
import type { CamelCase } from './camel-case';

/** The types of `ApiProperty`; a list of one type for arrays. */
type FieldType =
  | StringConstructor
  | BooleanConstructor
  | DateConstructor
  | ObjectConstructor
  | 'integer'
  | Type<object>
  | readonly [StringConstructor | Type<object>];

/** The schema of a field in answers and, unless its rules say otherwise, in inputs. */
export interface FieldSchema extends Texts {
  /** By default `String`. */
  readonly type?: FieldType;
  /** Values of a text. */
  readonly enum?: readonly string[];
  readonly enumName?: string;
  /** Whether the value is a list of such texts. */
  readonly isArray?: true;
  /** Whether answers may contain null. */
  readonly nullable?: boolean;
  /** Further properties of the schema in answers. */
  readonly schema?: ApiPropertyOptions;
  /** For fields that callers may set. */
  readonly input?: Input;
  /** For fields that answers do not contain. */
  readonly isInputOnly?: true;
  readonly from?: unknown;
}

export interface Field<Row, Context extends unknown[]> extends FieldSchema {
  /** The property of the record that has the value, by default the one of the same name in camel case; or a function. */
  readonly from?: keyof Row | ((row: Row, ...context: Context) => unknown);
}

export type Table<F = FieldSchema> = Readonly<Record<string, F>>;

/** Texts of a field in the document, with the format and the lengths of its values where no decorator has them. */
export interface Texts {
  readonly description?: string;
  readonly example?: unknown;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
}

export interface Input<Presence = 'required' | 'optional' | 'nullable', Value = unknown> {
  readonly presence: Presence;
  /** Decorators, in their order above a property. */
  readonly rules: readonly PropertyDecorator[];
  /** Instead of those of the field. */
  readonly texts?: Texts;
  /** Never set: its type is that of the value, unless that is the type of the field. */
  readonly value?: Value;
}

type Shown<T> = keyof { [Name in keyof T as T[Name] extends { isInputOnly: true } ? never : Name]: true };
type Settable<T, Presence> = keyof {
  [Name in keyof T as T[Name] extends { input: { presence: Presence } } ? Name : never]: true;
};

/** The fields in answers. */
export type Answer<T> = { -readonly [Name in Shown<T> & keyof T]: Answered<T[Name]> };

/** The fields in the input that creates a record. */
export type Sendable<T> = { -readonly [Name in Settable<T, 'required'> & keyof T]: Sent<T[Name]> } & {
  -readonly [Name in Settable<T, 'optional' | 'nullable'> & keyof T]?: Sent<T[Name]>;
};

type Answered<F> = TypeOf<F> | (F extends { nullable: true } ? null : never);

type Sent<F> = F extends { input: Input<infer Presence, infer Value> }
  ? (unknown extends Value ? SendableType<TypeOf<F>> : Value) | (Presence extends 'nullable' ? null : never)
  : never;
/** The fields of an object can be read only where it is sent. */
type SendableType<T> = object extends T ? Record<string, unknown> : T;

/** An object has the type of what `from` returns. */
type TypeOf<F> = F extends { type: ObjectConstructor; from: (...args: never[]) => infer Value }
  ? Value
  : DeclaredType<F>;

type DeclaredType<F> = F extends { enum: readonly (infer Value)[] }
  ? F extends { isArray: true }
    ? Value[]
    : Value
  : F extends { type: infer T }
    ? ValueOf<T>
    : string;

type ValueOf<T> = T extends readonly [infer Item]
  ? ValueOf<Item>[]
  : T extends 'integer'
    ? number
    : T extends StringConstructor
      ? string
      : T extends BooleanConstructor
        ? boolean
        : T extends DateConstructor
          ? Date
          : T extends ObjectConstructor
            ? object
            : T extends Type<infer Value>
              ? Value
              : never;

/** A type error that names the fields whose values the record does not have in their types. */
export type Verified<Row, T> =
  Unreadable<Row, T> extends never ? unknown : { 'the record has no such value': Unreadable<Row, T> };

type Unreadable<Row, T> = {
  [Name in Shown<T> & keyof T]: Found<Row, Name, T[Name]> extends Answered<T[Name]> ? never : Name;
}[Shown<T> & keyof T];

type Found<Row, Name, F> = F extends { from: (...args: never[]) => infer Value }
  ? Value
  : F extends { from: infer Property extends keyof Row }
    ? Row[Property]
    : CamelCase<Name> extends keyof Row
      ? Row[CamelCase<Name>]
      : unknown;

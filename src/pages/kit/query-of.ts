import type { Type } from '@nestjs/common';
import { IsIn, IsUUID, Matches } from 'class-validator';
import { IsCalendarDate, IsName, LETTER_OR_DIGIT } from '../../core/common';
import { IsDays, IsMetadataPair } from './condition-fields';
import { OptionalField } from './optional-field';

/** A field of an address or of a form that may be empty or missing. */
export interface QueryField<Value> {
  readonly rules: readonly PropertyDecorator[];
  /** Never set: its type is that of the value. */
  readonly value?: Value;
}

export type Fields = Readonly<Record<string, QueryField<unknown>>>;

export type Query<F extends Fields> = { [Name in keyof F]?: F[Name] extends QueryField<infer Value> ? Value : never };

export interface QueryType<F extends Fields, B extends object> extends Type<Query<F> & B> {
  /** The fields as texts of an address, in their order and without those of the other class. */
  fieldsOf(query: Readonly<Partial<Record<keyof F, unknown>>>): Readonly<Record<keyof F, string | undefined>>;
}

/** Makes the base class of a DTO with these fields, and with those of another one. */
export function queryOf<const F extends Fields, B extends object = object>(
  fields: F,
  base: Type<B> = Object as unknown as Type<B>,
): QueryType<F, B> {
  const made = class extends (base as Type<object>) {
    static fieldsOf(query: Readonly<Record<string, string | number | undefined>>) {
      return Object.fromEntries(Object.keys(fields).map((name) => [name, query[name]?.toString()]));
    }
  };
  for (const [name, { rules }] of Object.entries(fields)) {
    for (const rule of [...rules].reverse()) {
      rule(made.prototype, name);
    }
  }
  return made as unknown as QueryType<F, B>;
}

/** Decorators in their order above a property. */
export function optionalField<Value>(...rules: readonly PropertyDecorator[]): QueryField<Value> {
  return { rules: [OptionalField(), ...rules] };
}

export const textField = (...rules: readonly PropertyDecorator[]) => optionalField<string>(...rules);

/** A name, a key, an ID or another single line. @param max characters */
export const nameField = (max?: number) => textField(IsName(max));

/** A text to search for, with at least one letter or digit. */
export const searchField = () => textField(IsName(), Matches(LETTER_OR_DIGIT));

export const choiceField = <const Value extends string>(values: readonly Value[]) => optionalField<Value>(IsIn(values));

export const uuidField = () => textField(IsUUID());

/** A day, as YYYY-MM-DD. */
export const dateField = () => textField(IsCalendarDate());

/** A number of days, or another number of this size. */
export const daysField = (): QueryField<number> => ({ rules: [IsDays()] });

/** A field of the metadata, as `name=value`. */
export const pairField = (): QueryField<string> => ({ rules: [IsMetadataPair()] });

import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsUUID, ValidateBy } from 'class-validator';
import { Length, MayBeMissing } from '../validation/fields';

/** A value, or any of several. */
export type OneOrMore<T> = T | readonly T[];

/** Values of one filter. */
const MAX_VALUES = 20;
/** Maximum length of an unknown value in the message that names it. */
const SHOWN_LENGTH = 64;

/** One or more of some values: separated by commas or repeated in a query, a list in a body. */
export function IsAnyOf(
  values: readonly string[],
  enumName: string,
  options: ApiPropertyOptions = {},
): PropertyDecorator {
  return applyDecorators(
    IsValueList(),
    IsKnown(values),
    ApiProperty({
      enum: values,
      enumName,
      isArray: true,
      required: false,
      minItems: 1,
      maxItems: MAX_VALUES,
      ...options,
    } as ApiPropertyOptions),
  );
}

/** One or more names, references or other texts, as `IsAnyOf` takes known values. */
export function IsAnyName(description: string, { min = 1, max = 255 } = {}): PropertyDecorator {
  return applyDecorators(
    IsValueList(),
    Length(min, max, { each: true }),
    ApiProperty({ ...LIST, items: { type: 'string', minLength: min, maxLength: max }, description }),
  );
}

/** One or more UUIDs, as `IsAnyOf` takes known values. */
export function IsAnyUuid(description: string): PropertyDecorator {
  return applyDecorators(
    IsValueList(),
    IsUUID('loose', { each: true }),
    ApiProperty({ ...LIST, items: { type: 'string', format: 'uuid' }, description }),
  );
}

const LIST = { type: 'array', required: false, minItems: 1, maxItems: MAX_VALUES, example: undefined } as const;

function IsValueList(): PropertyDecorator {
  return applyDecorators(
    MayBeMissing(),
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? valuesIn(value) : value)),
    IsArray(),
    ArrayMinSize(1),
    ArrayMaxSize(MAX_VALUES),
  );
}

function IsKnown(values: readonly string[]): PropertyDecorator {
  const unknownOf = (sent: unknown): unknown => (Array.isArray(sent) ? sent : [sent]).find((one) => !isKnown(one));
  const isKnown = (one: unknown): boolean => typeof one === 'string' && values.includes(one);
  return ValidateBy({
    name: 'isIn',
    constraints: [values],
    validator: {
      validate: (sent) => Array.isArray(sent) && sent.every(isKnown),
      defaultMessage: (rule) => `$property cannot be ${shown(unknownOf(rule?.value))}; values: ${values.join(', ')}`,
    },
  });
}

function shown(value: unknown): string {
  return JSON.stringify(typeof value === 'string' ? value.slice(0, SHOWN_LENGTH) : typeof value);
}

const VALUE = /,("(?:[^"]|"")*"|[^,]*)/g;

/** Values separated by commas. One in double quotes may contain commas; a quote in it is written twice. */
export function valuesIn(text: string): string[] {
  const values = [...`,${text}`.matchAll(VALUE)];
  const isComplete = values.map(([matched]) => matched).join('').length === text.length + 1;
  return isComplete && (values.length > 1 || text.startsWith('"'))
    ? values.map(([, value = '']) => unquoted(value))
    : [text];
}

function unquoted(value: string): string {
  return /^".*"$/s.test(value) ? value.slice(1, -1).replaceAll('""', '"') : value.trim();
}

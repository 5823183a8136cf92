import { applyDecorators, type Type } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type as ConvertTo } from 'class-transformer';
import { IsNumber, IsObject, ValidateBy, ValidateNested } from 'class-validator';
import { AsSent, hasAtMost, IsFilterTime, IsWholeNumber, MAX_INTEGER, MayBeMissing } from '../validation/fields';
import { asRule } from '../validation/rules';

export const RANGE_OPERATORS = { gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;
export type RangeOperator = keyof typeof RANGE_OPERATORS;

/** A limit of a column, such as the times before an instant. */
export interface Range {
  /** A property of the main alias. */
  readonly property: string;
  readonly operator: RangeOperator;
  readonly value: Date | number;
}

/** Fields of `metadata` with their values. */
export type MetadataFilter = Readonly<Record<string, string | number | boolean>>;

/** Filters by what a list declares in its query. All must match. */
export interface FieldFilters {
  readonly ranges?: readonly Range[];
  readonly metadata?: MetadataFilter;
}

/** Limits of a time. */
export class TimeRangeDto {
  @IsFilterTime('Later than this time.', 'lastInstant')
  gt?: Date;

  @IsFilterTime('At this time or later.', 'start')
  gte?: Date;

  @IsFilterTime('Before this time.', 'start')
  lt?: Date;

  @IsFilterTime('At this time or before.', 'lastInstant')
  lte?: Date;
}

/** Limits of a number. */
export class NumberRangeDto {
  @IsRangeNumber('More than this.')
  gt?: number;

  @IsRangeNumber('This or more.')
  gte?: number;

  @IsRangeNumber('Less than this.')
  lt?: number;

  @IsRangeNumber('This or less.')
  lte?: number;
}

/** Limits of a whole number. */
export class IntegerRangeDto {
  @IsRangeInteger('More than this.')
  gt?: number;

  @IsRangeInteger('This or more.')
  gte?: number;

  @IsRangeInteger('Less than this.')
  lt?: number;

  @IsRangeInteger('This or less.')
  lte?: number;
}

type RangeDto = TimeRangeDto | NumberRangeDto | IntegerRangeDto;

/** The ranges of a query by the properties that they limit. */
export function rangesOf(fields: Readonly<Record<string, RangeDto | undefined>>): Range[] {
  return Object.entries(fields).flatMap(([property, range = {}]) =>
    (Object.keys(RANGE_OPERATORS) as RangeOperator[]).flatMap((operator) => {
      const value = range[operator];
      return value === undefined ? [] : [{ property, operator, value }];
    }),
  );
}

/** Filters a list by times: `created_at[lt]=…` in a query, `"created_at": {"lt": …}` in a body. */
export function IsTimeRange(description: string): PropertyDecorator {
  return isRange(TimeRangeDto, description);
}

/** Filters a list by numbers, as `IsTimeRange` does by times. */
export function IsNumberRange(description: string): PropertyDecorator {
  return isRange(NumberRangeDto, description);
}

/** Filters a list by a column of the type `integer`, as `IsTimeRange` does by times. */
export function IsIntegerRange(description: string): PropertyDecorator {
  return isRange(IntegerRangeDto, description);
}

function isRange(type: Type<RangeDto>, description: string): PropertyDecorator {
  return applyDecorators(
    MayBeMissing(),
    IsObject({
      message: '$property needs an operator: gt, gte, lt or lte, as in $property[lt]',
      ...asRule({ rule: 'isRange' }),
    }),
    ValidateNested(),
    ConvertTo(() => type),
    ApiProperty({ type, required: false, description }),
  );
}

function IsRangeInteger(description: string): PropertyDecorator {
  return applyDecorators(
    MayBeMissing(),
    AsNumber(),
    IsWholeNumber(-MAX_INTEGER, MAX_INTEGER),
    ApiProperty({ required: false, description }),
  );
}

function AsNumber(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && value.trim() !== '' ? Number(value) : value,
  );
}

function IsRangeNumber(description: string): PropertyDecorator {
  return applyDecorators(
    MayBeMissing(),
    AsNumber(),
    IsNumber(
      { allowNaN: false, allowInfinity: false },
      { message: '$property must be a number', ...asRule({ rule: 'isNumber' }) },
    ),
    ApiProperty({ type: Number, required: false, description }),
  );
}

/** A number or a boolean as JSON writes it. */
export const JSON_LITERAL = /^(-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?|true|false)$/;

const MAX_FIELDS = 10;
const MAX_NAME = 255;
const MAX_VALUE = 1_000;

/** Name of the rule, by which the fields of a query are recognized. */
export const METADATA_FILTER = 'isMetadataFilter';

/** Filters a list by fields of `metadata`: `metadata[order]=1001`. */
export function IsMetadataFilter(): PropertyDecorator {
  return applyDecorators(
    MayBeMissing(),
    AsSent(),
    ValidateBy(
      {
        name: METADATA_FILTER,
        validator: {
          validate: isMetadataFilter,
          defaultMessage: () =>
            `$property needs 1 to ${MAX_FIELDS} names with values, as in $property[order]=1001: names of 1 to ${MAX_NAME} and values of at most ${MAX_VALUE} characters`,
        },
      },
      asRule({ params: { max: MAX_FIELDS, name: MAX_NAME, value: MAX_VALUE } }),
    ),
    ValidateBy({
      name: 'isMetadataNumber',
      validator: {
        validate: (sent) => !isMetadataFilter(sent) || tooLargeIn(sent) === undefined,
        defaultMessage: (rule) => `$property[${tooLargeIn(rule?.value)}] is a number that is too large`,
      },
    }),
    ApiProperty({
      type: 'object',
      additionalProperties: { type: 'string' },
      selfRequired: false,
      description:
        'Only rows whose `metadata` has these fields with these values: texts, or numbers and booleans that are written like this.',
    }),
  );
}

/** Name of a field with a number that JavaScript does not have, such as 1e999. */
function tooLargeIn(fields: unknown): string | undefined {
  return Object.entries(Object(fields) as object).find(
    ([, value]) => JSON_LITERAL.test(String(value)) && Math.abs(Number(value)) === Infinity,
  )?.[0];
}

function isMetadataFilter(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return false;
  }
  const fields = Object.entries(value);
  return fields.length > 0 && fields.length <= MAX_FIELDS && fields.every(([name, one]) => isField(name, one));
}

function isField(name: string, value: unknown): boolean {
  return (
    name !== '' &&
    hasAtMost(name, MAX_NAME) &&
    ['string', 'number', 'boolean'].includes(typeof value) &&
    hasAtMost(String(value), MAX_VALUE)
  );
}

import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  buildMessage,
  IsArray,
  IsBoolean,
  IsDate,
  IsInt,
  IsObject,
  IsOptional,
  isISO8601,
  IsString,
  Max,
  Min,
  ValidateBy,
  ValidateIf,
  type ValidationOptions,
} from 'class-validator';
import { isDotSegment } from './dot-segment';
import { dateAfter, installationCalendar, instantOf } from '../calendar';
import { asRule } from './rules';

/** Largest value of PostgreSQL's type `integer`. */
export const MAX_INTEGER = 2_147_483_647;

/** The field is optional but not nullable. */
export function MayBeMissing(): PropertyDecorator {
  return ValidateIf((_object, value) => value !== undefined);
}

/** Non-empty text of limited length. */
export function IsName(max = 255): PropertyDecorator {
  return applyDecorators(IsString(), Length(1, max));
}

/**
 * A uuid or a name that only one row has, such as the reference of a product; its longest names have 255 characters.
 * @param description names them, e.g. "UUID or reference of the product."
 */
export function IsReference(description: string, { nullable = false } = {}): PropertyDecorator {
  return applyDecorators(
    IsName(),
    IsOneLine(),
    ApiProperty({ type: String, required: false, description, example: undefined, ...(nullable && { nullable }) }),
  );
}

/** A name by which something can be read in a path. */
export function IsPathName(max?: number): PropertyDecorator {
  return applyDecorators(
    IsName(max),
    ValidateBy({
      name: 'isPathName',
      validator: {
        validate: (text) => typeof text !== 'string' || !isDotSegment(text),
        defaultMessage: () => '$property cannot be . or .. alone, which clients and proxies remove from paths',
      },
    }),
  );
}

/** Text without line breaks and other control characters. */
export function IsOneLine(): PropertyDecorator {
  const isOneLineOfText = ValidateBy({
    name: 'isOneLine',
    validator: {
      validate: (text) => typeof text === 'string' && isOneLine(text),
      defaultMessage: () => '$property must be a single line',
    },
  });
  return applyDecorators(isOneLineOfText, ApiProperty({ pattern: ONE_LINE }));
}

/** For the document: `isOneLine`. */
export const ONE_LINE = String.raw`^[^\u0000-\u001F\u007F-\u009F\u2028\u2029]*$`;

export function isOneLine(text: string): boolean {
  return !/[\p{Cc}\u2028\u2029]/u.test(text);
}

/** Validates a text of at most `max` characters, which may be empty. */
export function IsText(max: number): PropertyDecorator {
  return applyDecorators(IsString(), MaxLength(max));
}

/**
 * Replaces class-validator's `Length`, which does not count presentation selectors and so accepts texts that are too long
 * for a column. Counts code points, as PostgreSQL does.
 */
export function Length(min: number, max: number, options?: ValidationOptions): PropertyDecorator {
  const isLength = ValidateBy(
    {
      name: 'isLength',
      validator: {
        validate: (text) => typeof text === 'string' && text.length >= min && hasAtMost(text, max),
        defaultMessage: buildMessage((each) => `${each}$property must have ${min} to ${max} characters`, options),
      },
    },
    { ...asRule({ params: { min, max } }), ...options },
  );
  return applyDecorators(isLength, ApiProperty({ minLength: min, maxLength: max }));
}

/** Maximum length in code points. */
export function MaxLength(max: number): PropertyDecorator {
  return applyDecorators(
    ValidateBy(
      {
        name: 'maxLength',
        validator: {
          validate: (text) => typeof text === 'string' && hasAtMost(text, max),
          defaultMessage: () => `$property must have at most ${max} characters`,
        },
      },
      asRule({ params: { max } }),
    ),
    ApiProperty({ maxLength: max }),
  );
}

/** Whether a text has at most this many code points. */
export function hasAtMost(text: string, max: number): boolean {
  return text.length <= max || (text.length <= 2 * max && Array.from(text).length <= max);
}

/** A positive whole number, or null for unlimited. */
export function IsLimit(max = MAX_INTEGER): PropertyDecorator {
  return applyDecorators(
    IsOptional(),
    IsInt(),
    Min(1),
    Max(max),
    ApiProperty({ type: 'integer', minimum: 1, maximum: max, nullable: true, required: false }),
  );
}

/** Validates a whole number from `min` to `max`, and documents it as an integer. */
export function IsWholeNumber(min: number, max: number): PropertyDecorator {
  return applyDecorators(IsInt(), Min(min), Max(max), ApiProperty({ type: 'integer', minimum: min, maximum: max }));
}

/**
 * Nullable ISO 8601 timestamp of the years 1900 to 9999. A time without an offset is one of `TIME_ZONE`, and a date alone is its
 * first or last second there.
 */
export function IsTimestamp(reading: TimeReading = 'start'): PropertyDecorator {
  return applyDecorators(IsOptional(), IsGivenTimestamp(reading), ApiProperty({ nullable: true, required: false }));
}

/** Like `IsTimestamp`, but required. */
export function IsGivenTimestamp(reading: TimeReading = 'start'): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => toInstant(value, reading)),
    IsDate({ message: '$property must be a date or a time such as 2027-01-31T12:00:00Z' }),
    ApiProperty({ type: String, format: 'date-time', example: '2027-01-31T12:00:00.000Z' }),
  );
}

/** An optional limit of a list in time, which a date alone reaches at the start, at the end or after the end of its day. */
export function IsFilterTime(description: string, reading: FilterReading): PropertyDecorator {
  return applyDecorators(
    MayBeMissing(),
    IsGivenTimestamp(reading),
    ApiProperty({ required: false, description: `${description} ${FILTER_DAYS[reading]}` }),
  );
}

const FILTER_DAYS = {
  start: 'A date alone is the beginning of that day in `TIME_ZONE`.',
  lastInstant: 'A date alone is the end of that day in `TIME_ZONE`.',
  afterwards: 'A date alone is included, in `TIME_ZONE`.',
};
type FilterReading = keyof typeof FILTER_DAYS;

/** The instants of a day that a date alone may mean. `utc`: the first one, and offsets are UTC by default. */
const DAYS = {
  utc: (date: string) => new Date(`${date}T00:00:00Z`),
  start: (date: string) => installationCalendar().startOf(date),
  end: (date: string) => installationCalendar().endOf(date),
  lastInstant: (date: string) => new Date(installationCalendar().endOf(date).getTime() + 999),
  afterwards: (date: string) => installationCalendar().startOf(dateAfter(date, 1)),
};
export type TimeReading = keyof typeof DAYS;

const DATE_ALONE = /^\d{4}-\d\d-\d\d$/;
const WITHOUT_OFFSET = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(:\d\d)?(?:[.,](\d+))?$/;

export function toInstant(value: unknown, reading: TimeReading): unknown {
  if (typeof value !== 'string' || !isISO8601(value, { strict: true, strictSeparator: true })) {
    return value instanceof Date || value === null || value === undefined ? value : 'invalid';
  }
  const moment = momentOf(value, reading);
  const year = moment.getUTCFullYear();
  return year >= 1900 && year <= 9999 ? moment : 'invalid';
}

function momentOf(text: string, reading: TimeReading): Date {
  if (DATE_ALONE.test(text)) {
    return DAYS[reading](text);
  }
  const [, date, time, seconds = ':00', fraction = ''] = WITHOUT_OFFSET.exec(text) ?? [];
  if (date === undefined) {
    // A year or a month alone has no day.
    return new Date(text.includes('T') ? text : NaN);
  }
  const zone = reading === 'utc' ? 'UTC' : installationCalendar().zone;
  return new Date(instantOf(`${date} ${time}${seconds}`, zone).getTime() + Number(`${fraction}000`.slice(0, 3)));
}

/** An optional boolean in a query, `true` or `false`. */
export function IsFlag(): PropertyDecorator {
  return applyDecorators(
    MayBeMissing(),
    Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value)),
    IsBoolean(),
    ApiProperty({ type: 'boolean', required: false }),
  );
}

/** A calendar date, `YYYY-MM-DD`. */
export function IsCalendarDate(): PropertyDecorator {
  return applyDecorators(
    ValidateBy({
      name: 'isCalendarDate',
      validator: {
        validate: isCalendarDate,
        defaultMessage: () => '$property must be a date such as 2027-01-31',
      },
    }),
    ApiProperty({ type: String, format: 'date', example: '2027-01-31' }),
  );
}

/** Whether a value is an existing date from 1900 on, written `YYYY-MM-DD`. */
export function isCalendarDate(value: unknown): boolean {
  return typeof value === 'string' && /^(19|[2-9]\d)\d\d-\d\d-\d\d$/.test(value) && isISO8601(value, { strict: true });
}

export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A list of short texts. */
export function IsNameList(max = 100): PropertyDecorator {
  return applyDecorators(IsArray(), ArrayMaxSize(max), IsString({ each: true }), Length(1, 255, { each: true }));
}

/** Keeps the value unchanged: class-transformer drops fields named like methods, such as `toString`. */
export function AsSent(): PropertyDecorator {
  return Transform(({ obj, key }: { obj: Record<string, unknown>; key: string }) => obj[key]);
}

/** A JSON object with a maximum size in bytes, serialized without white space. */
export function IsSmallObject(maxBytes: number): PropertyDecorator {
  return applyDecorators(
    AsSent(),
    IsObject(),
    ValidateBy(
      {
        name: 'isSmallObject',
        validator: {
          validate: (value) => fitsIn(value, maxBytes),
          defaultMessage: () => `$property may take at most ${maxBytes} bytes as JSON`,
        },
      },
      asRule({ params: { max: maxBytes } }),
    ),
    ApiProperty({ type: 'object', additionalProperties: true }),
  );
}

/** Whether a value has at most `maxBytes` bytes as JSON. */
export function fitsIn(value: unknown, maxBytes: number): boolean {
  // Contrary to its type, `JSON.stringify` returns undefined for undefined.
  const text = JSON.stringify(value) as string | undefined;
  return Buffer.byteLength(text ?? '') <= maxBytes;
}

import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsOptional, isISO8601, ValidateBy } from 'class-validator';
import { AsSent, fitsIn, Length } from '../../../../common/validation/fields';

// The shared rules with Chinese messages, the language of this API.

/** @param text message for an invalid value */
function Must(name: string, text: string, validate: (value: unknown) => boolean): PropertyDecorator {
  return ValidateBy({ name, validator: { validate: (value) => validate(value), defaultMessage: () => text } });
}

export function IsLine(max: number, min = 1): PropertyDecorator {
  return applyDecorators(
    Must('isString', '必须是字符串', (value) => typeof value === 'string'),
    Length(min, max, { message: `长度必须为 ${min} 到 ${max} 个字符` }),
    ApiProperty({ minLength: min, maxLength: max }),
  );
}

export function IsNumberFrom(min: number, max: number): PropertyDecorator {
  return applyDecorators(
    Must('isWholeNumber', rangeText(min, max), (value) => isWholeNumber(value, min, max)),
    ApiProperty({ type: 'integer', minimum: min, maximum: max }),
  );
}

interface QueryNumber {
  readonly min: number;
  readonly max?: number;
  readonly byDefault?: number;
}

/** A number in a query string; an empty value counts as missing. */
export function IsQueryNumber({ min, max, byDefault }: QueryNumber): PropertyDecorator {
  const text = max === undefined ? `必须是不小于 ${min} 的整数` : rangeText(min, max);
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (value === '' ? byDefault : numberIn(value))),
    IsOptional(),
    Must('isWholeNumber', text, (value) => isWholeNumber(value, min, max ?? Number.MAX_SAFE_INTEGER)),
    ApiPropertyOptional({ type: 'integer', minimum: min, maximum: max, default: byDefault }),
  );
}

/** A text in a query string; an empty value counts as missing. */
export function IsQueryText(max = 255): PropertyDecorator {
  return applyDecorators(EmptyIsMissing(), IsOptional(), IsLine(max));
}

export function IsQueryDate(): PropertyDecorator {
  return applyDecorators(
    EmptyIsMissing(),
    IsOptional(),
    Must('isCalendarDate', '必须是 YYYY-MM-DD 格式的有效日期', isDate),
    ApiPropertyOptional({ type: String, format: 'date' }),
  );
}

/** Any object of limited size; PHP sends an empty one as a list. */
export function IsSmallObject(maxBytes: number): PropertyDecorator {
  return applyDecorators(
    AsSent(),
    IsOptional(),
    Must(
      'isObject',
      '必须是对象',
      (value) => typeof value === 'object' && (!Array.isArray(value) || value.length === 0),
    ),
    Must('isSmallObject', `大小不能超过 ${maxBytes} 字节`, (value) => fitsIn(value, maxBytes)),
    ApiPropertyOptional({ type: 'object', additionalProperties: true, nullable: true }),
  );
}

function rangeText(min: number, max: number): string {
  return `必须是 ${min} 到 ${max} 之间的整数`;
}

function EmptyIsMissing(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) => (value === '' ? undefined : value));
}

function isWholeNumber(value: unknown, min: number, max: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max;
}

function numberIn(value: unknown): unknown {
  return typeof value === 'string' && /^\d{1,20}$/.test(value) ? Number(value) : value;
}

function isDate(value: unknown): boolean {
  return typeof value === 'string' && /^(19|[2-9]\d)\d\d-\d\d-\d\d$/.test(value) && isISO8601(value, { strict: true });
}

import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsOptional, ValidateBy } from 'class-validator';
import { asRule } from '../../core/common';

// Rules that several dialects have, each with its own messages.

/** @param text message for an invalid value, in the language of the API; `$property` is the name of the field */
export function Must(name: string, text: string, validate: (value: unknown) => boolean): PropertyDecorator {
  return ValidateBy(
    { name, validator: { validate: (value) => validate(value), defaultMessage: () => text } },
    asRule({ isTranslated: true }),
  );
}

/** An empty text counts as missing or, with a default value, as that. */
export function EmptyIsMissing(byDefault?: unknown): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) => (value === '' ? byDefault : value));
}

export interface QueryNumber {
  readonly min: number;
  readonly max?: number;
  readonly byDefault?: number;
  /** Message for an invalid value. */
  readonly text: string;
}

/** A whole number in a query string; an empty value counts as missing. */
export function IsNumberInQuery({ min, max, byDefault, text }: QueryNumber): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (value === '' ? byDefault : wholeNumberIn(value))),
    IsOptional(),
    Must('isWholeNumber', text, (value) => isWholeNumber(value, min, max)),
    ApiPropertyOptional({ type: 'integer', minimum: min, maximum: max, default: byDefault }),
  );
}

export function isWholeNumber(value: unknown, min: number, max = Number.MAX_SAFE_INTEGER): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max;
}

/** Parses a whole number; other values are returned unchanged. */
export function wholeNumberIn(value: unknown): unknown {
  return typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value;
}

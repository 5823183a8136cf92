import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsOptional, IsString } from 'class-validator';
import { IsName, IsText, MaxLength } from '../../../../core/common';
import { EmptyIsMissing, IsNumberInQuery } from '../../../kit/fields';

const BITS: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  [1, true],
  [0, false],
  ['1', true],
  ['0', false],
]);

const FLAGS: ReadonlyMap<unknown, boolean> = new Map([...BITS, ['true', true], ['false', false]]);

/** A boolean; 1 and 0 are accepted, because PHP programs send them. */
export function IsFlag(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => BITS.get(value) ?? value),
    IsBoolean({ message: '$property must be true or false' }),
    ApiProperty({ type: Boolean }),
  );
}

/** A boolean in a query string; an empty value counts as missing. */
export function IsQueryFlag(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (value === '' ? undefined : flagIn(value))),
    IsOptional(),
    IsBoolean({ message: '$property must be 1 or 0' }),
    ApiPropertyOptional({ type: Boolean }),
  );
}

/** A text in a query string; an empty value counts as missing. */
export function IsQueryText(max = 255): PropertyDecorator {
  return applyDecorators(
    EmptyIsMissing(),
    IsOptional(),
    IsName(max),
    ApiPropertyOptional({ type: String, maxLength: max }),
  );
}

/** A whole number from 1 in a query string. */
export function IsQueryNumber(byDefault: number): PropertyDecorator {
  return IsNumberInQuery({ min: 1, byDefault, text: '$property must be a whole number from 1' });
}

/** A text or null. */
export function IsTextOrNull(max: number): PropertyDecorator {
  return applyDecorators(
    IsOptional(),
    IsText(max),
    ApiPropertyOptional({ type: String, nullable: true, maxLength: max }),
  );
}

/** A text of digits or null; some programs send it as a number. */
export function IsDigitsOrNull(max = 255): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value,
    ),
    IsTextOrNull(max),
  );
}

/** A trimmed, optional text; null and an empty text count as missing. */
export function IsOptionalText(max: number): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => textOrMissing(value)),
    IsOptional(),
    IsString(),
    MaxLength(max),
    ApiPropertyOptional({ type: String, nullable: true, maxLength: max }),
  );
}

function textOrMissing(value: unknown): unknown {
  const text: unknown = typeof value === 'string' ? value.trim() : value;
  return text === '' || text === null ? undefined : text;
}

/** Parses a boolean; other values are returned unchanged. */
export function flagIn(value: unknown): unknown {
  return FLAGS.get(value) ?? value;
}

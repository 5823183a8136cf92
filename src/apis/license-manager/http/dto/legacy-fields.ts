import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsEmail, IsOptional } from 'class-validator';
import { IsLimit, IsName, MaxLength } from '../../../../core/common';
import { wholeNumberIn } from '../../../kit/fields';
import { flagIn } from './fields';
import { AreAddresses, AreDomains, IsLastDay } from './license-fields';

// In LicenseBox calls null means missing, an empty text clears the field, and numbers may be sent as text.

/** A required text. */
export function IsLegacyName(): PropertyDecorator {
  return applyDecorators(Parsed(textIn), IsName());
}

export function IsLegacyText(max = 255): PropertyDecorator {
  return applyDecorators(
    Parsed(textIn),
    IsOptional(),
    IsName(max),
    ApiPropertyOptional({ type: String, nullable: true, maxLength: max }),
  );
}

export function IsLegacyEmail(): PropertyDecorator {
  return applyDecorators(
    Parsed(textIn),
    IsOptional(),
    IsEmail(),
    MaxLength(255),
    ApiPropertyOptional({ type: String, nullable: true, maxLength: 255, example: 'customer@example.com' }),
  );
}

export function IsLegacyFlag(): PropertyDecorator {
  return applyDecorators(
    Parsed(flagIn),
    IsOptional(),
    IsBoolean({ message: '$property must be true or false' }),
    ApiPropertyOptional({ type: Boolean, nullable: true, default: true }),
  );
}

/** A whole number from 1; an empty text removes the limit. */
export function IsLegacyLimit(max?: number): PropertyDecorator {
  return applyDecorators(Parsed(wholeNumberIn), IsLimit(max));
}

export function IsLegacyDate(): PropertyDecorator {
  return applyDecorators(IsLastDay(), Parsed(textIn));
}

/** A list, or a text separated by commas. */
export function IsLegacyDomains(): PropertyDecorator {
  return applyDecorators(Parsed(listIn), AreDomains(), ApiPropertyOptional(LISTED));
}

/** A list, or a text separated by commas. */
export function IsLegacyAddresses(): PropertyDecorator {
  return applyDecorators(Parsed(listIn), AreAddresses(), ApiPropertyOptional(LISTED));
}

// Documented as text, which most programs send: the SDK has no type for a union.
const LISTED = { type: String, isArray: false, nullable: true } as const;

function Parsed(read: (value: unknown) => unknown): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) => {
    const text: unknown = typeof value === 'string' ? value.trim() : value;
    if (text === null || text === undefined) {
      return undefined;
    }
    return text === '' ? null : read(text);
  });
}

function textIn(value: unknown): unknown {
  return typeof value === 'number' ? String(value) : value;
}

function listIn(value: unknown): unknown {
  const list: unknown = typeof value === 'string' ? value.split(',') : value;
  return Array.isArray(list) ? list.map(trimmed).filter((one) => one !== '') : list;
}

function trimmed(value: unknown): unknown {
  return typeof value === 'string' ? value.trim() : value;
}

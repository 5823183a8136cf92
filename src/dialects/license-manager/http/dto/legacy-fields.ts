import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsEmail, IsOptional } from 'class-validator';
import { IsLimit, IsName, MaxLength } from '../../../../common/validation/fields';
import { flagIn, numberIn } from './fields';
import { AreAddresses, AreDomains, IsLastDay } from './license-fields';

// In LicenseBox's calls null is what was left out, an empty text is none, and numbers may come as text.

/** A text that must be there. */
export function IsLegacyName(): PropertyDecorator {
  return applyDecorators(Said(textIn), IsName());
}

export function IsLegacyText(max = 255): PropertyDecorator {
  return applyDecorators(
    Said(textIn),
    IsOptional(),
    IsName(max),
    ApiPropertyOptional({ type: String, nullable: true, maxLength: max }),
  );
}

export function IsLegacyEmail(): PropertyDecorator {
  return applyDecorators(
    Said(textIn),
    IsOptional(),
    IsEmail(),
    MaxLength(255),
    ApiPropertyOptional({ type: String, nullable: true, maxLength: 255, example: 'customer@example.com' }),
  );
}

export function IsLegacyFlag(): PropertyDecorator {
  return applyDecorators(
    Said(flagIn),
    IsOptional(),
    IsBoolean({ message: '$property must be true or false' }),
    ApiPropertyOptional({ type: Boolean, nullable: true, default: true }),
  );
}

/** A whole number from 1; none is no limit. */
export function IsLegacyLimit(max?: number): PropertyDecorator {
  return applyDecorators(Said(numberIn), IsLimit(max));
}

export function IsLegacyDate(): PropertyDecorator {
  return applyDecorators(IsLastDay(), Said(textIn));
}

/** Separated by commas, or a list. */
export function IsLegacyDomains(): PropertyDecorator {
  return applyDecorators(Said(listIn), AreDomains(), ApiPropertyOptional(LISTED));
}

/** Separated by commas, or a list. */
export function IsLegacyAddresses(): PropertyDecorator {
  return applyDecorators(Said(listIn), AreAddresses(), ApiPropertyOptional(LISTED));
}

// Documented as the text that most programs send: what may be either has no type in the SDK.
const LISTED = { type: String, isArray: false, nullable: true } as const;

function Said(read: (value: unknown) => unknown): PropertyDecorator {
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

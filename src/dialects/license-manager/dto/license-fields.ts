import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsOptional, ValidateBy } from 'class-validator';
import { isAddressPattern } from '../../../common/http/addresses';
import { IsMoment } from '../../../common/validation/fields';
import { normalizeDomainPattern } from '../../../licenses/domains';
import { isWellFormedKey } from '../../../policies/license-key';

const MAX_PATTERNS = 100;
const MAX_LENGTH = 255;

const DATE = /^\d{4}-\d\d-\d\d$/;
const DATE_AND_TIME = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)$/;

/** A text that programs can ask with. */
export function IsLicenseCode(): PropertyDecorator {
  return ValidateBy({
    name: 'isLicenseCode',
    validator: {
      validate: (code) => typeof code === 'string' && isWellFormedKey(code),
      defaultMessage: () => '$property must have 1 to 255 characters and no white space',
    },
  });
}

/** The last day on which something holds, `YYYY-MM-DD`, or null for none. The whole day counts, in UTC. A moment is taken as it is. */
export function IsLastDay(): PropertyDecorator {
  return applyDecorators(
    IsMoment(),
    // Of several, the conversion that stands last comes first.
    Transform(({ value }: { value: unknown }) => endOfDay(value)),
    ApiPropertyOptional({ type: String, format: 'date', nullable: true, example: '2025-12-31' }),
  );
}

function endOfDay(value: unknown): unknown {
  if (typeof value !== 'string') {
    return value;
  }
  return DATE.test(value) ? `${value}T23:59:59Z` : value.replace(DATE_AND_TIME, '$1T$2Z');
}

const LIST: ApiPropertyOptions = { type: [String], nullable: true, maxItems: MAX_PATTERNS };

/** Domains such as example.com or *.example.com; null, or an empty list, for all. */
export function IsDomainList(): PropertyDecorator {
  return applyDecorators(AreDomains(), ApiPropertyOptional(LIST));
}

/** Addresses, networks such as 10.0.0.0/8, or patterns such as 10.0.0.*; null, or an empty list, for all. */
export function IsAddressList(): PropertyDecorator {
  return applyDecorators(AreAddresses(), ApiPropertyOptional(LIST));
}

/** The same rules where they are documented otherwise. */
export function AreDomains(): PropertyDecorator {
  return AreAll('a domain such as example.com or *.example.com', (text) => normalizeDomainPattern(text) !== null);
}

export function AreAddresses(): PropertyDecorator {
  return AreAll('an address, a network or a pattern such as 10.0.0.*', isAddressPattern);
}

function AreAll(what: string, isOne: (text: string) => boolean): PropertyDecorator {
  return applyDecorators(
    IsOptional(),
    IsArray(),
    ArrayMaxSize(MAX_PATTERNS),
    ValidateBy(
      {
        name: 'isPattern',
        validator: {
          validate: (text) => typeof text === 'string' && text.length <= MAX_LENGTH && isOne(text),
          defaultMessage: () => `each value in $property must be ${what}`,
        },
      },
      { each: true },
    ),
  );
}

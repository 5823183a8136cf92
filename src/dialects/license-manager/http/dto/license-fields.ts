import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsOptional } from 'class-validator';
import { IsTimestamp } from '../../../../common/validation/fields';
import { AreAddressPatterns, AreDomainPatterns } from '../../../../licensing/licenses/dto/license-fields';

const MAX_PATTERNS = 100;

const DATE = /^\d{4}-\d\d-\d\d$/;
const DATE_AND_TIME = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)$/;

/** The last day on which something holds, `YYYY-MM-DD`, or null for none. The whole day counts, in UTC. A moment is taken as it is. */
export function IsLastDay(): PropertyDecorator {
  return applyDecorators(
    IsTimestamp(),
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
  return applyDecorators(IsOptional(), IsArray(), ArrayMaxSize(MAX_PATTERNS), AreDomainPatterns());
}

export function AreAddresses(): PropertyDecorator {
  return applyDecorators(IsOptional(), IsArray(), ArrayMaxSize(MAX_PATTERNS), AreAddressPatterns());
}

import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsOptional } from 'class-validator';
import { IsTimestamp } from '../../../../core/common';
import { AreAddressPatterns, AreDomainPatterns } from '../../../../core/licensing/internal';

const MAX_PATTERNS = 100;

const DATE = /^\d{4}-\d\d-\d\d$/;
const DATE_AND_TIME = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)$/;

/** A last day, `YYYY-MM-DD`, valid until its end in UTC; null for none. A timestamp is used unchanged. */
export function IsLastDay(): PropertyDecorator {
  return applyDecorators(
    IsTimestamp('utc'),
    // Decorators run from last to first, so this conversion precedes IsTimestamp's.
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

/** Domains such as example.com or *.example.com; null or an empty list allows all. */
export function IsDomainList(): PropertyDecorator {
  return applyDecorators(AreDomains(), ApiPropertyOptional(LIST));
}

/** Addresses, networks such as 10.0.0.0/8, or patterns such as 10.0.0.*; null or an empty list allows all. */
export function IsAddressList(): PropertyDecorator {
  return applyDecorators(AreAddresses(), ApiPropertyOptional(LIST));
}

/** The domain rules without documentation. */
export function AreDomains(): PropertyDecorator {
  return applyDecorators(IsOptional(), IsArray(), ArrayMaxSize(MAX_PATTERNS), AreDomainPatterns());
}

export function AreAddresses(): PropertyDecorator {
  return applyDecorators(IsOptional(), IsArray(), ArrayMaxSize(MAX_PATTERNS), AreAddressPatterns());
}

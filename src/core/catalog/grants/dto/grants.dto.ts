import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional, ApiSchema, type OpenAPIObject } from '@nestjs/swagger';
import { ValidateBy } from 'class-validator';
import { AsSent, MayBeMissing, toInstant } from '../../../common/validation/fields';
import {
  METER_ANCHORS,
  METER_PERIODS,
  type MeterAnchor,
  type MeterPeriod,
  type MeterRollover,
  type MeterTerms,
} from '../meter-terms';
import { CODE_RULE, isDefinitionCode } from '../definition-code';
import type { EntitlementValue, GrantChange, GrantedEntitlement } from '../grants';
import { asRule } from '../../../common/validation/rules';

type SchemaObject = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];

const MAX_CODES = 100;
const MAX_TEXT = 1_000;
const MAX_LIMIT = 1_000_000_000_000;
const MAX_OVERAGE = 1_000;
/** Earlier periods that a check reads. */
const MAX_ROLLOVER = 24;

const VALUE = valueSchema(false);
const EXPIRES_AT = {
  type: 'string',
  format: 'date-time',
  nullable: true,
  description: 'Expiration time; null if the grant never expires. A date alone is its last second in `TIME_ZONE`.',
};

const METER_TERMS: Record<string, SchemaObject> = {
  limit: {
    type: 'integer',
    format: 'int64',
    minimum: 0,
    maximum: MAX_LIMIT,
    nullable: true,
    description: 'Amount in each period; null is unlimited.',
  },
  period: {
    type: 'string',
    enum: [...METER_PERIODS],
    default: 'none',
    description: '`none`: the meter never resets.',
  },
  anchor: {
    type: 'string',
    enum: [...METER_ANCHORS],
    default: 'calendar',
    description: 'Whether periods begin by the calendar or count from the start of the license.',
  },
  overage_percent: {
    type: 'integer',
    minimum: 0,
    maximum: MAX_OVERAGE,
    nullable: true,
    default: 0,
    description: 'Percentage above the limit that is allowed; null is unlimited.',
  },
  rollover: {
    type: 'object',
    nullable: true,
    description: 'Carries over what is left of a period, for meters with a period.',
    required: ['periods'],
    properties: {
      periods: {
        type: 'integer',
        minimum: 1,
        maximum: MAX_ROLLOVER,
        description: 'Periods after its own in which it can be taken.',
      },
      max: {
        type: 'integer',
        format: 'int64',
        minimum: 0,
        maximum: MAX_LIMIT,
        nullable: true,
        default: null,
        description: 'The most of each period; null is all of it.',
      },
    },
  },
};

/** An entitlement as sent: its value alone, or with its expiration date. */
type SentEntitlement = EntitlementValue | { value: EntitlementValue | null; expires_at?: string | null } | null;
type SentMeter =
  (Partial<Omit<MeterTerms, 'rollover'>> & { rollover?: { periods: number; max?: number | null } | null }) | null;

/** Entitlements of a request by code: a value, a value with an expiry date, or null to remove it. */
export type SentEntitlements = Record<string, SentEntitlement>;
/** Meters of a request by code: their terms, or null to remove one. */
export type SentMeters = Record<string, SentMeter>;

/** Entitlements and meters of a request, by code. */
export interface SentGrants {
  entitlements?: SentEntitlements;
  meters?: SentMeters;
}

/** `isNullable` for a license, which withdraws a grant of its policy with null. */
interface Options {
  readonly isNullable: boolean;
  readonly description: string;
}

/** Validates a record of entitlement codes and their values; `isNullable` allows null, which removes one. */
export function AreEntitlementGrants({ isNullable, description }: Options): PropertyDecorator {
  return AreGrants('areEntitlementGrants', (grant) => isEntitlementGrant(grant, isNullable), {
    problem: `true or false, a number, a text of at most ${MAX_TEXT} characters or an object of value and expires_at`,
    description: `${description} Up to ${MAX_CODES} codes with a value that fits the declaration, or an object of \`value\` and \`expires_at\`.`,
    items: {
      title: isNullable ? 'LicenseEntitlementGrant' : 'EntitlementGrant',
      description: 'The value of an entitlement, alone or with its end.',
      oneOf: [
        ...valueSchema(isNullable).oneOf,
        {
          type: 'object',
          required: ['value'],
          properties: {
            value: { ...valueSchema(isNullable), description: 'Value of the entitlement.' },
            expires_at: EXPIRES_AT,
          },
        },
      ],
    },
  });
}

/** Null is a form of one type alone: it must match exactly one schema. */
function valueSchema(isNullable: boolean): { oneOf: SchemaObject[] } {
  const text = { type: 'string', maxLength: MAX_TEXT };
  return { oneOf: [{ type: 'boolean', ...(isNullable && { nullable: true }) }, { type: 'number' }, text] };
}

/** Validates a record of meter codes and their terms; `isNullable` allows null, which removes one. */
export function AreMeterGrants({ isNullable, description }: Options): PropertyDecorator {
  return AreGrants('areMeterGrants', (grant) => (grant === null ? isNullable : isMeterGrant(grant)), {
    problem: 'an object of limit, period, anchor, overage_percent and, with a period, rollover',
    description: `${description} Up to ${MAX_CODES} codes.`,
    items: {
      title: isNullable ? 'LicenseMeterGrant' : 'MeterGrant',
      type: 'object',
      description: 'The terms of a meter.',
      required: ['limit'],
      properties: METER_TERMS,
      ...(isNullable && { nullable: true }),
    },
  });
}

/** Entitlements and meters of a request as a change of grants; a kind that is left out is not changed. */
export function grantChange({ entitlements, meters }: SentGrants): GrantChange {
  return {
    ...(entitlements && { entitlements: mapValues(entitlements, toEntitlement) }),
    ...(meters && { meters: mapValues(meters, toMeterTerms) }),
  };
}

@ApiSchema({ name: 'GrantedEntitlement' })
export class GrantedEntitlementDto implements GrantedEntitlement {
  /** Value of the entitlement, of its type: true or false, a whole number, a text, or one of its choices. */
  @ApiProperty(VALUE)
  value!: EntitlementValue;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Expiration time; null if the grant never expires. A date alone is its last second in `TIME_ZONE`.',
  })
  expires_at!: Date | null;
}

@ApiSchema({ name: 'MeterRollover' })
export class MeterRolloverDto implements MeterRollover {
  @ApiProperty({ type: 'integer', description: 'Periods after its own in which it can be taken.', example: 2 })
  periods!: number;

  @ApiProperty({
    type: 'integer',
    format: 'int64',
    nullable: true,
    description: 'The most of each period; null is all of it.',
  })
  max!: number | null;
}

@ApiSchema({ name: 'MeterTerms' })
export class MeterTermsDto implements MeterTerms {
  @ApiProperty({
    type: 'integer',
    format: 'int64',
    minimum: 0,
    maximum: MAX_LIMIT,
    nullable: true,
    description: 'Amount in each period; null is unlimited.',
  })
  limit!: number | null;

  @ApiProperty({ enum: METER_PERIODS, enumName: 'MeterPeriod', description: '`none`: the meter never resets.' })
  period!: MeterPeriod;

  @ApiProperty({
    enum: METER_ANCHORS,
    enumName: 'MeterAnchor',
    description: 'Whether periods begin by the calendar or count from the start of the license.',
  })
  anchor!: MeterAnchor;

  @ApiProperty({
    type: 'integer',
    minimum: 0,
    maximum: MAX_OVERAGE,
    nullable: true,
    description: 'Percentage above the limit that is allowed; null is unlimited.',
  })
  overage_percent!: number | null;

  @ApiPropertyOptional({ type: MeterRolloverDto, description: 'Missing if nothing is carried over.' })
  rollover?: MeterRolloverDto;
}

/** The entitlements that are granted, as fields of an answer, by code. A policy withdraws none. */
export function entitlementFields({ entitlements = {} }: GrantChange = {}): Record<string, GrantedEntitlementDto> {
  return Object.fromEntries(
    Object.entries(entitlements).flatMap(([code, { value, expires_at }]) =>
      value === null ? [] : [[code, { value, expires_at }]],
    ),
  );
}

/** The meters that are granted, as fields of an answer, by code; without those that are removed. */
export function meterFields({ meters = {} }: GrantChange = {}): Record<string, MeterTermsDto> {
  return Object.fromEntries(
    Object.entries(meters).flatMap(([code, terms]) => (terms === null ? [] : [[code, { ...terms }]])),
  );
}

interface Documentation {
  readonly problem: string;
  readonly description: string;
  readonly items: SchemaObject;
}

function AreGrants(
  name: string,
  isGrant: (grant: unknown) => boolean,
  documentation: Documentation,
): PropertyDecorator {
  const { problem, description, items } = documentation;
  return applyDecorators(
    MayBeMissing(),
    AsSent(),
    ValidateBy(
      {
        name,
        validator: {
          validate: (grants) => isObject(grants) && Object.keys(grants).length <= MAX_CODES && areAll(grants, isGrant),
          defaultMessage: () =>
            `$property must be an object of at most ${MAX_CODES} codes; a code ${CODE_RULE}; a value must be ${problem}`,
        },
      },
      asRule({ rule: 'areGrants', params: { max: MAX_CODES } }),
    ),
    ApiPropertyOptional({ type: 'object', additionalProperties: items, description, example: {} }),
  );
}

function areAll(grants: object, isGrant: (grant: unknown) => boolean): boolean {
  return Object.entries(grants).every(([code, grant]) => isDefinitionCode(code) && isGrant(grant));
}

function isEntitlementGrant(grant: unknown, isNullable: boolean): boolean {
  if (!isObject(grant)) {
    return isValue(grant) || (grant === null && isNullable);
  }
  const { value, expires_at: expiresAt = null, ...rest }: Record<string, unknown> = { ...grant };
  const isTime = expiresAt === null || toInstant(expiresAt, 'end') instanceof Date;
  return Object.keys(rest).length === 0 && isTime && (isValue(value) || (value === null && isNullable));
}

function isValue(value: unknown): value is EntitlementValue {
  return (
    typeof value === 'boolean' || Number.isFinite(value) || (typeof value === 'string' && value.length <= MAX_TEXT)
  );
}

function isMeterGrant(grant: unknown): boolean {
  if (!isObject(grant)) {
    return false;
  }
  const { limit, period = 'none', anchor = 'calendar', ...others }: Record<string, unknown> = { ...grant };
  const { overage_percent: overage = 0, rollover = null, ...rest } = others;
  return (
    Object.keys(rest).length === 0 &&
    isAmount(limit, MAX_LIMIT) &&
    isAmount(overage, MAX_OVERAGE) &&
    (rollover === null || (period !== 'none' && isRollover(rollover))) &&
    METER_PERIODS.some((one) => one === period) &&
    METER_ANCHORS.some((one) => one === anchor)
  );
}

function isRollover(rollover: unknown): boolean {
  if (!isObject(rollover)) {
    return false;
  }
  const { periods, max = null, ...rest }: Record<string, unknown> = { ...rollover };
  const isCount = periods !== null && periods !== 0 && isAmount(periods, MAX_ROLLOVER);
  return Object.keys(rest).length === 0 && isCount && isAmount(max, MAX_LIMIT);
}

function isAmount(value: unknown, max: number): boolean {
  return value === null || (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= max);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function toEntitlement(sent: SentEntitlement): GrantedEntitlement {
  const { value, expires_at: expiresAt = null } = isObject(sent) ? sent : { value: sent };
  const instant = toInstant(expiresAt, 'end');
  return { value, expires_at: instant instanceof Date ? instant : null };
}

function toMeterTerms(sent: SentMeter): MeterTerms | null {
  const { limit = null, period = 'none', anchor = 'calendar', overage_percent = 0, rollover } = sent ?? {};
  const carried = rollover && { rollover: { periods: rollover.periods, max: rollover.max ?? null } };
  return sent && { limit, period, anchor, overage_percent, ...carried };
}

function mapValues<From, To>(values: Record<string, From>, map: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(values).map(([code, value]) => [code, map(value)]));
}

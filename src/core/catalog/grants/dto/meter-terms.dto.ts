import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import {
  holderLimits,
  type HolderLimits,
  METER_ANCHORS,
  METER_PERIODS,
  type MeterAnchor,
  type MeterPeriod,
  type MeterRollover,
  type MeterTerms,
} from '../meter-terms';
import { isObject } from '../../../common/validation/fields';
import type { GrantChange } from '../grants';
import { AreGrants, type GrantOptions, MAX_CODES, type SchemaObject } from './are-grants.decorator';

const MAX_LIMIT = 1_000_000_000_000;
const MAX_OVERAGE = 1_000;
/** Earlier periods that a check reads. */
const MAX_ROLLOVER = 24;

const LIMIT = 'Amount in each period; null is unlimited.';
/** Descriptions of the limits by device and user. */
export const PER_DEVICE = 'The most of each period that one device can take.';
export const PER_USER = 'The most of each period that one user can take.';
const AMOUNT = { type: 'integer', format: 'int64', minimum: 0, maximum: MAX_LIMIT } as const;

/** Fields of the terms of a meter besides its limit, for messages. */
export const OTHER_TERMS =
  'limit_per_device, limit_per_user, period, anchor, overage_percent and, with a period, rollover';

/** Terms of a request; what is left out has its default. */
export type SentTerms<Amount> = Partial<Omit<MeterTerms<Amount>, 'rollover' | keyof HolderLimits>> & {
  [Limit in keyof HolderLimits]?: Amount | null;
} & {
  rollover?: { periods: number; max?: Amount | null } | null;
};

/** Meters of a request by code: their terms, or null to remove one. */
export type SentMeters = Record<string, SentTerms<number> | null>;

/** Validates a record of meter codes and their terms; `isNullable` allows null, which removes one. */
export function AreMeterGrants({ isNullable, description }: GrantOptions): PropertyDecorator {
  return AreGrants('areMeterGrants', (grant) => (grant === null ? isNullable : areTerms(grant, isLimit)), {
    problem: `an object of limit, ${OTHER_TERMS}`,
    description: `${description} Up to ${MAX_CODES} codes.`,
    items: {
      title: isNullable ? 'LicenseMeterGrant' : 'MeterGrant',
      type: 'object',
      description: 'The terms of a meter.',
      required: ['limit'],
      properties: termsSchema(AMOUNT),
      ...(isNullable && { nullable: true }),
    },
  });
}

/** Schemas of the terms of a meter or a credit. */
export function termsSchema(amount: SchemaObject): Record<string, SchemaObject> {
  return {
    limit: { ...amount, nullable: true, description: LIMIT },
    limit_per_device: { ...amount, nullable: true, default: null, description: PER_DEVICE },
    limit_per_user: { ...amount, nullable: true, default: null, description: PER_USER },
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
          ...amount,
          nullable: true,
          default: null,
          description: 'The most of each period; null is all of it.',
        },
      },
    },
  };
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
  @ApiProperty({ ...AMOUNT, nullable: true, description: LIMIT })
  limit!: number | null;

  @ApiPropertyOptional({ ...AMOUNT, description: PER_DEVICE })
  limit_per_device?: number;

  @ApiPropertyOptional({ ...AMOUNT, description: PER_USER })
  limit_per_user?: number;

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

/** The meters that are granted, as fields of an answer, by code; without those that are removed. */
export function meterFields({ meters = {} }: GrantChange = {}): Record<string, MeterTermsDto> {
  return Object.fromEntries(
    Object.entries(meters).flatMap(([code, terms]) => (terms === null ? [] : [[code, { ...terms }]])),
  );
}

/** The terms of a request with the defaults of what they leave out. */
export function toTerms<Amount>(sent: SentTerms<Amount> | null): MeterTerms<Amount> | null {
  const { limit = null, period = 'none', anchor = 'calendar', overage_percent = 0, rollover } = sent ?? {};
  const carried = rollover && { rollover: { periods: rollover.periods, max: rollover.max ?? null } };
  return (
    sent && { limit, ...holderLimits(sent, (amount: Amount) => amount), period, anchor, overage_percent, ...carried }
  );
}

/** @param isAmount whether a value can be a limit; null is unlimited */
export function areTerms(grant: unknown, isAmount: (value: unknown) => boolean): boolean {
  if (!isObject(grant)) {
    return false;
  }
  const { limit, period = 'none', anchor = 'calendar', ...others }: Record<string, unknown> = { ...grant };
  const { overage_percent: overage = 0, rollover = null, ...limits } = others;
  const { limit_per_device: perDevice = null, limit_per_user: perUser = null, ...rest } = limits;
  return (
    Object.keys(rest).length === 0 &&
    [limit, perDevice, perUser].every(isAmount) &&
    isCount(overage, MAX_OVERAGE) &&
    (rollover === null || (period !== 'none' && isRollover(rollover, isAmount))) &&
    METER_PERIODS.some((one) => one === period) &&
    METER_ANCHORS.some((one) => one === anchor)
  );
}

function isRollover(rollover: unknown, isAmount: (value: unknown) => boolean): boolean {
  if (!isObject(rollover)) {
    return false;
  }
  const { periods, max = null, ...rest }: Record<string, unknown> = { ...rollover };
  const isNumber = periods !== null && periods !== 0 && isCount(periods, MAX_ROLLOVER);
  return Object.keys(rest).length === 0 && isNumber && isAmount(max);
}

function isLimit(value: unknown): boolean {
  return isCount(value, MAX_LIMIT);
}

function isCount(value: unknown, max: number): boolean {
  return value === null || (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= max);
}

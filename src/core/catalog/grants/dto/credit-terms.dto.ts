import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional, ApiSchema, OmitType } from '@nestjs/swagger';
import { ValidateBy } from 'class-validator';
import { AsSent, isObject, MayBeMissing, toInstant } from '../../../common/validation/fields';
import { asRule } from '../../../common/validation/rules';
import { CREDIT_AMOUNT } from '../credit-amount';
import type { CreditTerms, FeatureRate, FeatureRates, NextRates } from '../credit-terms';
import { isDefinitionCode } from '../../../common/validation/definition-code';
import type { GrantChange } from '../grants';
import type { MeterRollover } from '../meter-terms';
import { areByCode, AreGrants, type GrantOptions, MAX_CODES } from './are-grants.decorator';
import {
  areTerms,
  MeterRolloverDto,
  MeterTermsDto,
  OTHER_TERMS,
  PER_DEVICE,
  PER_USER,
  type SentTerms,
  termsSchema,
} from './meter-terms.dto';

/** Schema of an amount of a credit. */
export const CREDIT_AMOUNT_SCHEMA = { type: 'string', pattern: CREDIT_AMOUNT.source } as const;

const RATES = 'Costs in granted credits, by feature.';

/** Credits of a request by code: their terms, or null to remove one. */
export type SentCredits = Record<string, SentTerms<string> | null>;
/** Rates that replace others at a time. */
export type SentNextRates = { from: string; rates: Record<string, FeatureRate> } | null;

/** Credits and rates of a request. */
export interface SentCreditGrants {
  credits?: SentCredits;
  rates?: Record<string, FeatureRate>;
  next_rates?: SentNextRates;
}

/** Validates a record of credit codes and their terms; `isNullable` allows null, which removes one. */
export function AreCreditGrants({ isNullable, description }: GrantOptions): PropertyDecorator {
  return AreGrants('areCreditGrants', (grant) => (grant === null ? isNullable : areTerms(grant, isAmount)), {
    problem: `an object of limit, a decimal text, ${OTHER_TERMS}`,
    description: `${description} Up to ${MAX_CODES} codes.`,
    items: {
      title: isNullable ? 'LicenseCreditGrant' : 'CreditGrant',
      type: 'object',
      description: 'The terms of a credit.',
      required: ['limit'],
      properties: termsSchema(CREDIT_AMOUNT_SCHEMA),
      ...(isNullable && { nullable: true }),
    },
  });
}

@ApiSchema({ name: 'FeatureRate' })
export class FeatureRateDto implements FeatureRate {
  /**
   * Code of the credit.
   * @example "ai"
   */
  credit!: string;

  @ApiProperty({ ...CREDIT_AMOUNT_SCHEMA, description: 'Amount for each unit of the feature.', example: '0.1' })
  amount!: string;
}

const RATE_ITEMS = {
  type: 'object',
  additionalProperties: { $ref: '#/components/schemas/FeatureRate' },
} as const;

/** Rates of a policy by feature, replacing all of them. */
export function AreRates(): PropertyDecorator {
  return applyDecorators(
    MayBeMissing(),
    AsSent(),
    ValidateBy(
      {
        name: 'areRates',
        validator: { validate: (rates) => areByCode(rates, isRate), defaultMessage: () => RATES_PROBLEM },
      },
      asRule({ rule: 'areRates', params: { max: MAX_CODES } }),
    ),
    ApiPropertyOptional({ ...RATE_ITEMS, description: RATES, example: {} }),
  );
}

@ApiSchema({ name: 'NextRates' })
export class NextRatesDto implements NextRates {
  /** From when on they replace the current ones. */
  @ApiProperty({ type: String, format: 'date-time' })
  from!: Date;

  @ApiProperty({ ...RATE_ITEMS, description: RATES })
  rates!: FeatureRates;
}

/** Rates that replace those of a policy at a time; null for none. */
export function IsNextRates(): PropertyDecorator {
  return applyDecorators(
    MayBeMissing(),
    AsSent(),
    ValidateBy(
      {
        name: 'isNextRates',
        validator: {
          validate: (next) => next === null || isNextRates(next),
          defaultMessage: () => `$property must be null or an object of from, a time, and rates: ${RATES_PROBLEM}`,
        },
      },
      asRule({ rule: 'areRates', params: { max: MAX_CODES } }),
    ),
    ApiPropertyOptional({
      type: NextRatesDto,
      nullable: true,
      description: 'Rates that replace `rates` at a time, or null.',
      example: undefined,
    }),
  );
}

const RATES_PROBLEM = `$property must be an object of at most ${MAX_CODES} features, each with a credit and an amount, a decimal text`;

@ApiSchema({ name: 'CreditRollover' })
class CreditRolloverDto extends OmitType(MeterRolloverDto, ['max'] as const) implements MeterRollover<string> {
  @ApiProperty({ ...CREDIT_AMOUNT_SCHEMA, nullable: true, description: 'The most of each period; null is all of it.' })
  max!: string | null;
}

@ApiSchema({ name: 'CreditTerms' })
export class CreditTermsDto
  extends OmitType(MeterTermsDto, ['limit', 'limit_per_device', 'limit_per_user', 'rollover'] as const)
  implements CreditTerms
{
  @ApiProperty({ ...CREDIT_AMOUNT_SCHEMA, nullable: true, description: 'Amount in each period; null is unlimited.' })
  limit!: string | null;

  @ApiPropertyOptional({ ...CREDIT_AMOUNT_SCHEMA, description: PER_DEVICE })
  limit_per_device?: string;

  @ApiPropertyOptional({ ...CREDIT_AMOUNT_SCHEMA, description: PER_USER })
  limit_per_user?: string;

  @ApiPropertyOptional({ type: CreditRolloverDto, description: 'Missing if nothing is carried over.' })
  rollover?: CreditRolloverDto;

  @ApiPropertyOptional({
    enum: ['policy', 'license'],
    enumName: 'GrantedBy',
    description: 'Only of a license: whether the policy grants it, or the license itself.',
  })
  from?: 'policy' | 'license';
}

/** The credits that are granted, as fields of an answer, by code; without those that are removed. */
export function creditFields({ credits = {} }: GrantChange = {}): Record<string, CreditTermsDto> {
  return Object.fromEntries(
    Object.entries(credits).flatMap(([code, terms]) => (terms === null ? [] : [[code, { ...terms }]])),
  );
}

export function toNextRates(sent: SentNextRates): NextRates | null {
  const from = toInstant(sent?.from, 'start');
  return sent && from instanceof Date ? { from, rates: sent.rates } : null;
}

function isAmount(value: unknown): boolean {
  return value === null || isText(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && CREDIT_AMOUNT.test(value);
}

function isRate(rate: unknown): boolean {
  if (!isObject(rate)) {
    return false;
  }
  const { credit, amount, ...rest }: Record<string, unknown> = { ...rate };
  const isCode = typeof credit === 'string' && isDefinitionCode(credit);
  return Object.keys(rest).length === 0 && isCode && isText(amount);
}

function isNextRates(next: unknown): boolean {
  if (!isObject(next)) {
    return false;
  }
  const { from, rates, ...rest }: Record<string, unknown> = { ...next };
  const isTime = toInstant(from, 'start') instanceof Date;
  return Object.keys(rest).length === 0 && isTime && areByCode(rates, isRate);
}

import { AreEntitlementGrants, type SentEntitlements } from '../../../../core/catalog';
import { IsMeterAmount, type SentAmount } from '../../../../core/verification/internal';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsOptional, ValidateBy } from 'class-validator';
import { IsGivenTimestamp, IsName, IsWholeNumber, MAX_INTEGER, MayBeMissing, problem } from '../../../../core/common';
import { IsReference } from '../../../../core/common/internal';
import { type ContinuationAction, CONTINUATIONS, UPGRADE_TIMES, type UpgradeTime } from '../continuation';
import type { NewContinuation } from '../continuation-plans.service';
import { valuesOf } from '../order-line-grants';
import type { NewLine } from '../order-lines.service';
import { MAX_LICENSES } from '../order.entity';

/** Sums of all lines are exact in JSON. */
const MAX_PRICE = 100_000_000_000_000;
/** Amount of a top-up; `quantity` times as much is still a whole number in JSON. */
export const MAX_TOP_UP = 1_000_000_000;
const TEXT = { type: String, nullable: true, required: false } as const;

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));

/** An ISO 4217 code, in any case. */
function IsCurrency(): PropertyDecorator {
  return ValidateBy({
    name: 'isCurrency',
    validator: {
      validate: (code) => typeof code === 'string' && CURRENCIES.has(code),
      defaultMessage: () => '$property must be an ISO 4217 currency code such as EUR',
    },
  });
}

export class NewOrderLineDto {
  @MayBeMissing()
  @IsReference('UUID or reference of the product; it is needed unless the policy is the own policy of a product.')
  product?: string;

  @MayBeMissing()
  @IsReference(
    "UUID or name of the policy of the licenses; by default the product's own. The new policy of an `upgrade`.",
  )
  policy?: string;

  @MayBeMissing()
  @IsReference('UUID, number or key of a license that the line continues, instead of `product`: no license is issued.')
  license?: string;

  @MayBeMissing()
  @IsIn(CONTINUATIONS)
  @ApiProperty({
    enum: CONTINUATIONS,
    enumName: 'ContinuationAction',
    required: false,
    example: undefined,
    description:
      'Effect on `license`: `renew` adds the term of its policy `quantity` times, or follows `period_end`; `upgrade` moves it to `policy`; `add_seats` adds `seats`, 1 by default, `quantity` times; `add_entitlements` grants `entitlements`; `top_up` grants `amount` of `meter` `quantity` times.',
  })
  action?: ContinuationAction;

  @MayBeMissing()
  @IsIn(UPGRADE_TIMES)
  @ApiProperty({
    enum: UPGRADE_TIMES,
    enumName: 'UpgradeTime',
    required: false,
    default: 'now',
    example: undefined,
    description:
      'When an `upgrade` takes effect. `period_end`: at the end that the license has now, as a scheduled change of the license; a refund before it cancels the change.',
  })
  effective?: UpgradeTime;

  @MayBeMissing()
  @AreEntitlementGrants({
    isNullable: false,
    description: 'Entitlements that `add_entitlements` grants, without an end.',
  })
  entitlements?: SentEntitlements;

  /** Code of the meter that `top_up` grants. */
  @MayBeMissing()
  @IsName(64)
  @ApiProperty({ required: false, example: undefined })
  meter?: string;

  @MayBeMissing()
  @IsMeterAmount({ min: 1, max: MAX_TOP_UP })
  @ApiProperty({
    required: false,
    example: undefined,
    description: 'Amount of the meter; of a credit, a decimal text.',
  })
  amount?: SentAmount;

  @MayBeMissing()
  @IsGivenTimestamp('end')
  @ApiProperty({ required: false, example: undefined, description: 'When a top-up ends; without it, never.' })
  expires_at?: Date;

  /** Number of licenses. */
  @MayBeMissing()
  @IsWholeNumber(1, MAX_LICENSES)
  @ApiProperty({ type: 'integer', required: false, default: 1, example: 1 })
  quantity?: number;

  /** Seats of each license (`max_activations`); by default those of the policy. */
  @IsOptional()
  @IsWholeNumber(1, MAX_INTEGER)
  @ApiProperty({ required: false, nullable: true, example: undefined })
  seats?: number | null;

  /** Price of the whole line in the smallest unit of the currency, such as cents. */
  @IsOptional()
  @IsWholeNumber(0, MAX_PRICE)
  @ApiProperty({ required: false, nullable: true, example: 4900 })
  price?: number | null;

  /** ISO 4217 code of the currency; all lines have the same. */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.toUpperCase() : value))
  @IsCurrency()
  @ApiProperty({ ...TEXT, example: 'EUR' })
  currency?: string | null;

  /** ID of the line in the shop. */
  @IsOptional()
  @IsName()
  @ApiProperty({ ...TEXT, example: undefined })
  external_id?: string | null;

  /** @param field of the line, for errors */
  static toLine(input: NewOrderLineDto, field: string): NewLine {
    const { product, policy, quantity, seats, price, currency, external_id: externalId } = input;
    const sold = { quantity, price, currency, externalId };
    const continues = continuationIn(input, field);
    return continues ? { ...sold, continues } : { ...sold, product, policy, seats };
  }
}

/** Undefined for a line that gives licenses. */
function continuationIn(line: NewOrderLineDto, field: string): NewContinuation | undefined {
  const { license, action, product, policy, effective, seats, entitlements, meter, amount, expires_at } = line;
  const topUp = { meter, amount, expiresAt: expires_at?.toISOString() };
  if ([license, action, effective, entitlements, ...Object.values(topUp)].every((field) => field === undefined)) {
    return undefined;
  }
  const hasOther =
    product !== undefined ||
    ([policy, effective].some((field) => field !== undefined) && action !== 'upgrade') ||
    (Object.values(topUp).some((value) => value !== undefined) && action !== 'top_up');
  if (license === undefined || action === undefined || hasOther) {
    throw problem('ORDER_LINE_LICENSE_AND_PRODUCT', {
      field: `${field}${license === undefined ? 'license' : 'action'}`,
    });
  }
  const granted = { entitlements: entitlements && valuesOf(entitlements), ...(action === 'top_up' && topUp) };
  return { license, action, policy, effective, seats, ...granted };
}

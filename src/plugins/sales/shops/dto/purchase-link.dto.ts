import { AreEntitlementGrants, type SentEntitlements } from '../../../../core/catalog';
import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { IsName, IsWholeNumber, MAX_INTEGER, MayBeMissing } from '../../../../core/common';
import { IsReference } from '../../../../core/common/internal';
import { type ContinuationAction, CONTINUATIONS } from '../../orders/continuation';
import { MAX_TOP_UP } from '../../orders/dto/order-line-input.dto';
import { valuesOf } from '../../orders/order-line-grants';
import { LINK_LIFETIME, MAX_REFERENCE_LENGTH, type NewPurchase, type PurchaseLink } from '../purchase-links.service';

export class CreatePurchaseLinkDto {
  @IsIn(CONTINUATIONS)
  @ApiProperty({
    enum: CONTINUATIONS,
    enumName: 'ContinuationAction',
    description: 'Effect of the payment on the license, as of a line of an order.',
  })
  action!: ContinuationAction;

  @MayBeMissing()
  @IsReference('UUID or name of the new policy of an `upgrade`.')
  policy?: string;

  /** Seats that `add_seats` adds; 1 by default. */
  @MayBeMissing()
  @IsWholeNumber(1, MAX_INTEGER)
  @ApiProperty({ required: false, example: undefined })
  seats?: number;

  @MayBeMissing()
  @AreEntitlementGrants({ isNullable: false, description: 'Entitlements that `add_entitlements` grants.' })
  entitlements?: SentEntitlements;

  @MayBeMissing()
  @IsReference('UUID or name of the shop at whose checkout the `url` leads; by default, any shop that has one.')
  shop?: string;
  /** Code of the meter that `top_up` grants. */
  @MayBeMissing()
  @IsName(64)
  @ApiProperty({ required: false, example: undefined })
  meter?: string;

  /** Amount of the meter. */
  @MayBeMissing()
  @IsWholeNumber(1, MAX_TOP_UP)
  @ApiProperty({ required: false, example: undefined })
  amount?: number;

  /** Seconds until the link ends: a later payment needs a person. */
  @IsOptional()
  @IsWholeNumber(LINK_LIFETIME.min, LINK_LIFETIME.max)
  @ApiProperty({ required: false, default: LINK_LIFETIME.default, example: undefined })
  expires_in?: number;

  static toInput(input: CreatePurchaseLinkDto): NewPurchase {
    const { action, policy, seats, entitlements, meter, amount } = input;
    return { action, policy, seats, entitlements: entitlements && valuesOf(entitlements), meter, amount };
  }
}

@ApiSchema({ name: 'PurchaseLink' })
export class PurchaseLinkDto {
  @ApiProperty({
    maxLength: MAX_REFERENCE_LENGTH,
    description:
      'Signed text for a checkout, of letters, digits, `-`, `_` and `.`: Stripe takes it as `client_reference_id` or in ' +
      '`metadata.keyward`, other shops in the field `keyward` of their metadata, custom data or address.',
    example: 'kw1.r.b9tYs0wqSUK2BFn3v8zjxA.tbjk2g..3m1dVv6hXcG1WmJt4uZb9Q',
  })
  reference!: string;

  /** Address of a checkout that carries the reference; null if no mapping of the product, at the shop, has a `checkout_url`. */
  @ApiProperty({ type: String, nullable: true, format: 'uri', example: null })
  url!: string | null;

  /** When the link ends. */
  expires_at!: Date;

  static from({ reference, url, expiresAt }: PurchaseLink): PurchaseLinkDto {
    return { reference, url, expires_at: expiresAt };
  }
}

import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsSearchFilter, PageOf, PageQueryDto } from '../../../../core/common';
import { type ContinuationAction, CONTINUATIONS } from '../../orders/continuation';
import { HOLD_REASONS, type HoldReason } from '../../orders/order-license.entity';
import { type LicensePayment, PAYMENT_TYPES, type PaymentType } from '../license-payments';

export class ListLicensePaymentsDto extends PageQueryDto {
  @IsSearchFilter("type, or the shop's IDs of the order and the subscription")
  q?: string;
}

const UUID = { type: String, format: 'uuid', nullable: true } as const;

@ApiSchema({ name: 'LicensePayment' })
export class LicensePaymentDto {
  /** Identifies the entry. */
  id!: string;

  @ApiProperty({ enum: PAYMENT_TYPES, enumName: 'LicensePaymentType', description: 'Kind of the entry.' })
  type!: PaymentType;

  /** The shop's time. */
  paid_at!: Date;

  /** Name of the shop. */
  shop!: string;

  /** UUID of the order. */
  @ApiProperty({ format: 'uuid' })
  order_id!: string;

  @ApiProperty({ ...UUID, description: 'Line of the order; null for an order with several lines for the license.' })
  line_id!: string | null;

  @ApiProperty({
    enum: CONTINUATIONS,
    enumName: 'ContinuationAction',
    nullable: true,
    description: 'Effect of the line on the license; null for the one that gave it.',
  })
  action!: ContinuationAction | null;

  @ApiProperty({ type: 'integer', nullable: true, description: 'How often it was bought.' })
  quantity!: number | null;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'Seats that were bought; null for those of the policy.',
  })
  seats!: number | null;

  @ApiProperty({ ...UUID, description: 'Policy that was bought.' })
  policy!: string | null;

  /** Codes of the entitlements that were bought. */
  entitlements!: string[];

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'End of the period that it paid.' })
  period_end!: Date | null;

  @ApiProperty({
    type: 'integer',
    format: 'int64',
    nullable: true,
    description: 'Amount in the smallest unit of the currency; null if the shop does not tell it.',
  })
  amount!: number | null;

  @ApiProperty({ type: String, nullable: true, description: 'ISO 4217 code of the currency.' })
  currency!: string | null;

  @ApiProperty({
    type: Boolean,
    nullable: true,
    description: 'Whether the license has what it paid for; null for a refund and a dispute.',
  })
  counts!: boolean | null;

  @ApiProperty({
    enum: HOLD_REASONS,
    enumName: 'LicensePaymentReason',
    nullable: true,
    description: 'The reason why it does not count.',
  })
  reason!: HoldReason | null;

  static from({ id, type, at, order, line, amount, counts, reason, periodEnd }: LicensePayment): LicensePaymentDto {
    return {
      id,
      type,
      paid_at: at,
      shop: order.shop,
      order_id: order.uid,
      line_id: line?.uid ?? null,
      action: line?.continues?.action ?? null,
      quantity: line?.quantity ?? null,
      seats: line?.continues?.seats ?? line?.seats ?? null,
      policy: line?.policy?.uid ?? null,
      entitlements: Object.keys(line?.entitlements ?? {}),
      period_end: periodEnd,
      amount,
      currency: order.currency,
      counts,
      reason,
    };
  }
}

@ApiSchema({ name: 'LicensePaymentPage' })
export class LicensePaymentPageDto extends PageOf(LicensePaymentDto) {}

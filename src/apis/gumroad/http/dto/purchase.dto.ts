import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { importedFacts, numberFact, textFact } from '../../../kit/imported-facts';
import { utcSeconds } from '../../../kit/dates';
import type { CountedLicense } from '../../app/counted-licenses.service';
import { METADATA_FIELD, namesOf } from '../../app/product-names';

const text = { type: String, nullable: true, example: null };

@ApiSchema({ name: 'Card' })
export class CardDto {
  /** Always null: cards are not stored. */
  @ApiProperty(text)
  visual!: string | null;

  /** Always null. */
  @ApiProperty(text)
  type!: string | null;

  /** Always null. */
  @ApiProperty(text)
  bin!: string | null;

  /** Always null. */
  @ApiProperty(text)
  expiry_month!: string | null;

  /** Always null. */
  @ApiProperty(text)
  expiry_year!: string | null;
}

const NO_CARD: CardDto = { visual: null, type: null, bin: null, expiry_month: null, expiry_year: null };

/** When the subscription of a license ended; without one, whether its payment was reversed. */
abstract class StandingDto {
  @ApiPropertyOptional({ description: 'Whether the payment is disputed; left out for a subscription.' })
  chargebacked?: boolean;

  @ApiPropertyOptional({ ...text, description: 'When the subscription ended; only for a subscription.' })
  subscription_ended_at?: string | null;

  @ApiPropertyOptional({ ...text, description: 'When a cancelled subscription ends; only for a subscription.' })
  subscription_cancelled_at?: string | null;

  @ApiPropertyOptional({ ...text, description: 'When its payment failed; only for a subscription.' })
  subscription_failed_at?: string | null;

  static of({ license, sale }: CountedLicense): StandingDto {
    if (!sale?.order.subscriptionId) {
      return { chargebacked: sale?.isDisputed ?? false };
    }
    const { cancelledAt, periodEnd, pastDueAt } = sale.order;
    const cancelled = cancelledAt && (periodEnd ?? license.expiresAt ?? cancelledAt);
    return {
      subscription_ended_at: null,
      subscription_cancelled_at: cancelled && utcSeconds(cancelled),
      subscription_failed_at: pastDueAt && utcSeconds(pastDueAt),
    };
  }
}

/** The sale of a license. Ids are those of Gumroad where they are known, else of this server. */
@ApiSchema({ name: 'Purchase' })
export class PurchaseDto extends StandingDto {
  /** `seller_id` in the product's metadata; empty without one. */
  seller_id!: string;

  /**
   * ID of the product at Gumroad, else its reference.
   * @example "32-nPAicqbLj8B_WswVlMw=="
   */
  product_id!: string;

  /**
   * Name of the product.
   * @example "licenses demo product"
   */
  product_name!: string;

  /**
   * Permalink of the product, else its reference.
   * @example "QMGY"
   */
  permalink!: string;

  /**
   * URL of the product's page at Gumroad, else the permalink.
   * @example "https://sahil.gumroad.com/l/pencil"
   */
  product_permalink!: string;

  /**
   * Short ID of the product at Gumroad, else the permalink.
   * @example "QMGY"
   */
  short_product_id!: string;

  /**
   * E-mail address of the customer; empty without one.
   * @example "customer@example.com"
   */
  email!: string;

  /** Price in the smallest unit of the currency; 0 if it is not known. */
  @ApiProperty({ type: 'integer', example: 1000 })
  price!: number;

  /** Always 0. */
  @ApiProperty({ type: 'integer', example: 0 })
  gumroad_fee!: number;

  /**
   * Currency of the price.
   * @example "usd"
   */
  currency!: string;

  /** Number of licenses that were sold together. */
  @ApiProperty({ type: 'integer', example: 1 })
  quantity!: number;

  /** Always false. */
  discover_fee_charged!: boolean;

  /** Always true. */
  can_contact!: boolean;

  /**
   * Always `direct`.
   * @example "direct"
   */
  referrer!: string;

  /** The card, of which nothing is known. */
  card!: CardDto;

  /** Number of the order, else of the license. */
  @ApiProperty({ type: 'integer', example: 524459935 })
  order_number!: number;

  /**
   * ID of the sale.
   * @example "FO8TXN-dbxYaBdahG97Y-Q=="
   */
  sale_id!: string;

  /**
   * When it was sold, UTC.
   * @example "2021-01-05T19:38:56Z"
   */
  sale_timestamp!: string;

  @ApiPropertyOptional({ description: 'Name of the customer; left out without one.', example: 'Ada Example' })
  full_name?: string;

  @ApiPropertyOptional({ description: 'ID of the buyer in the shop; left out without one.', example: '5550321502811' })
  purchaser_id?: string;

  @ApiPropertyOptional({ description: 'ID of the subscription; left out without one.', example: 'GDzW4_aBdQc-o7G' })
  subscription_id?: string;

  /**
   * Label of the license's type in brackets; empty without one.
   * @example ""
   */
  variants!: string;

  /**
   * License key.
   * @example "85DB562A-C11D4B06-A2335A6B-8C079166"
   */
  license_key!: string;

  @ApiPropertyOptional({ description: 'Whether the license allows more than one device; only for a subscription.' })
  is_multiseat_license?: boolean;

  /** Always false. */
  is_gift_receiver_purchase!: boolean;

  /** Whether the sale was paid back. */
  refunded!: boolean;

  /** Whether the payment is disputed. */
  disputed!: boolean;

  /** Always false. */
  dispute_won!: boolean;

  /**
   * ID of the sale.
   * @example "FO8TXN-dbxYaBdahG97Y-Q=="
   */
  id!: string;

  /**
   * When it was sold, UTC.
   * @example "2021-01-05T19:38:56Z"
   */
  created_at!: string;

  @ApiProperty({ type: 'array', items: { type: 'string' }, example: [], description: 'Always empty.' })
  custom_fields!: string[];

  static from(counted: CountedLicense): PurchaseDto {
    const { license, product, sale } = counted;
    const facts = importedFacts(license.metadata, METADATA_FIELD);
    const saleId = textFact(facts.purchase_id) ?? (sale ? (sale.order.externalId ?? sale.order.uid) : license.uid);
    const soldAt = utcSeconds(sale?.order.createdAt ?? license.createdAt);
    const names = namesOf(product);
    return {
      seller_id: names.seller_id,
      product_id: names.product_id,
      product_name: product.name,
      permalink: names.permalink,
      product_permalink: names.product_permalink,
      short_product_id: names.short_product_id,
      email: license.customer?.email ?? '',
      price: sale?.line.price ?? 0,
      gumroad_fee: 0,
      currency: sale?.order.currency?.toLowerCase() ?? 'usd',
      quantity: numberFact(facts.quantity) ?? sale?.line.quantity ?? 1,
      discover_fee_charged: false,
      can_contact: true,
      referrer: 'direct',
      card: NO_CARD,
      order_number: numberFact(facts.order_number) ?? sale?.order.id ?? license.id,
      sale_id: saleId,
      sale_timestamp: soldAt,
      ...buyerOf(counted),
      variants: inBrackets(license.typeLabel ?? ''),
      license_key: license.key,
      // Gumroad sends it for subscriptions only: app/modules/purchase/ping_notification.rb of github.com/antiwork/gumroad.
      ...(sale?.order.subscriptionId && { is_multiseat_license: license.maxActivations !== 1 }),
      is_gift_receiver_purchase: false,
      refunded: sale?.line.refundedAt !== null && sale !== null,
      disputed: sale?.isDisputed ?? false,
      dispute_won: false,
      id: saleId,
      created_at: soldAt,
      custom_fields: [],
      ...StandingDto.of(counted),
    };
  }
}

function buyerOf({
  license: { customer },
  sale,
}: CountedLicense): Pick<PurchaseDto, 'full_name' | 'purchaser_id' | 'subscription_id'> {
  const { customerExternalId = null, subscriptionId = null } = sale?.order ?? {};
  return {
    ...(customer?.name && { full_name: customer.name }),
    ...(customerExternalId !== null && { purchaser_id: customerExternalId }),
    ...(subscriptionId !== null && { subscription_id: subscriptionId }),
  };
}

/** A label that was imported from Gumroad has brackets already. */
function inBrackets(label: string): string {
  return label === '' || /^\(.*\)$/.test(label) ? label : `(${label})`;
}

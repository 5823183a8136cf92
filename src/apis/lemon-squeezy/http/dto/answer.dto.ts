import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { Activation, License } from '../../../../core/licenses';
import type { DescribedLicense } from '../../app/described-license';
import { idsOf } from '../../app/shop-ids';
import { microseconds } from '../dates';

const STATUSES = ['inactive', 'active', 'expired', 'disabled'] as const;
type Status = (typeof STATUSES)[number];

@ApiSchema({ name: 'LicenseKey' })
export class LicenseKeyDto {
  /** Number of the license. */
  @ApiProperty({ type: 'integer', example: 1 })
  id!: number;

  /** `inactive`: usable, without instances. `disabled`: disabled, blocked, revoked or not started yet. */
  @ApiProperty({ enum: STATUSES, example: 'active' })
  status!: Status;

  /**
   * License key.
   * @example "38b1460a-5104-4067-a91d-77b872934d51"
   */
  key!: string;

  /** Maximum number of active instances; null if there is none. */
  @ApiProperty({ type: 'integer', nullable: true, example: 5 })
  activation_limit!: number | null;

  /** Number of active instances. */
  @ApiProperty({ type: 'integer', example: 1 })
  activation_usage!: number;

  /**
   * When it was created, UTC.
   * @example "2021-01-24T14:15:07.000000Z"
   */
  created_at!: string;

  /** When it expires, UTC; null if it never does. */
  @ApiProperty({ type: String, nullable: true, example: '2022-01-24T14:15:07.000000Z' })
  expires_at!: string | null;

  /** Always false. */
  @ApiProperty({ enum: [false] })
  test_mode!: boolean;

  static from({ license, use }: DescribedLicense, now: Date): LicenseKeyDto {
    return {
      id: license.id,
      status: statusOf(license, use.seats, now),
      key: license.key,
      activation_limit: license.maxActivations,
      activation_usage: use.seats,
      created_at: microseconds(license.createdAt),
      expires_at: license.expiresAt && microseconds(license.expiresAt),
      test_mode: false,
    };
  }
}

@ApiSchema({ name: 'Instance' })
export class InstanceDto {
  /**
   * ID of the activation.
   * @example "47596ad9-a811-4ebf-ac8a-03fc7b6d2a17"
   */
  id!: string;

  /**
   * Name of the instance.
   * @example "Test"
   */
  name!: string;

  /**
   * When it was last activated, UTC.
   * @example "2021-04-06T14:15:07.000000Z"
   */
  created_at!: string;

  static from({ uid, name, fingerprint, activatedAt }: Activation): InstanceDto {
    return { id: uid, name: name ?? fingerprint, created_at: microseconds(activatedAt) };
  }
}

/** Ids are those of Lemon Squeezy where they are known, else numbers of this server. */
@ApiSchema({ name: 'Meta' })
export class MetaDto {
  /** 1 unless the metadata of the license or the product has another. */
  @ApiProperty({ type: 'integer', example: 1 })
  store_id!: number;

  @ApiProperty({ type: 'integer', example: 2, description: 'Order of a sale, else number of the license.' })
  order_id!: number;

  @ApiProperty({ type: 'integer', example: 3, description: 'Line of the order, else number of the license.' })
  order_item_id!: number;

  @ApiProperty({ type: 'integer', example: 4, description: 'Number of the product.' })
  product_id!: number;

  /**
   * Name of the product.
   * @example "Example Product"
   */
  product_name!: string;

  @ApiProperty({ type: 'integer', example: 5, description: 'Number of the policy.' })
  variant_id!: number;

  /**
   * Label of the license's type, else name of its policy.
   * @example "Default"
   */
  variant_name!: string;

  @ApiProperty({ type: 'integer', example: 6, description: 'Number of the customer; 0 without one.' })
  customer_id!: number;

  /**
   * Name of the customer; empty without one.
   * @example "John Doe"
   */
  customer_name!: string;

  /**
   * E-mail address of the customer; empty without one.
   * @example "johndoe@example.com"
   */
  customer_email!: string;

  static from(described: DescribedLicense): MetaDto {
    const { product, policy, customer, typeLabel } = described.license;
    const ids = idsOf(described);
    return {
      store_id: ids.store_id,
      order_id: ids.order_id,
      order_item_id: ids.order_item_id,
      product_id: ids.product_id,
      product_name: product?.name ?? '',
      variant_id: ids.variant_id,
      variant_name: typeLabel ?? policy?.name ?? '',
      customer_id: ids.customer_id,
      customer_name: customer?.name ?? '',
      customer_email: customer?.email ?? '',
    };
  }
}

abstract class DescribedAnswerDto {
  /** Always null: refusals are errors. */
  @ApiProperty({ type: String, nullable: true })
  error!: string | null;

  /** The license. */
  license_key!: LicenseKeyDto;

  /** Store, order, product and customer of the license. */
  meta!: MetaDto;
}

@ApiSchema({ name: 'ActivatedAnswer' })
export class ActivatedAnswerDto extends DescribedAnswerDto {
  /** Always true: refusals are errors. */
  @ApiProperty({ enum: [true] })
  activated!: boolean;

  /** The activated instance. */
  instance!: InstanceDto;
}

@ApiSchema({ name: 'ValidatedAnswer' })
export class ValidatedAnswerDto extends DescribedAnswerDto {
  /** Always true: refusals are errors. */
  @ApiProperty({ enum: [true] })
  valid!: boolean;

  /** The validated instance; null if the request names none. */
  @ApiProperty({ type: InstanceDto, nullable: true })
  instance!: InstanceDto | null;
}

@ApiSchema({ name: 'DeactivatedAnswer' })
export class DeactivatedAnswerDto extends DescribedAnswerDto {
  /** Always true: refusals are errors. */
  @ApiProperty({ enum: [true] })
  deactivated!: boolean;
}

function statusOf(license: License, seats: number, now: Date): Status {
  const status = license.statusAt(now);
  if (status === 'active' || status === 'unused') {
    return seats > 0 ? 'active' : 'inactive';
  }
  return status === 'expired' ? 'expired' : 'disabled';
}

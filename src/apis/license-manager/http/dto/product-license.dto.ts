import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { remaining } from '../../app/license-usage';
import { LICENSE_STATUSES, type LicenseStatus } from '../../../../core/licenses';
import type { LicenseWithUsage } from '../../../../core/licensing';
import { LICENSE_MANAGER } from '../../license-manager.dialect';
import { InternalAnswerDto } from './answer.dto';
import { dateOrNull } from './dates';
import { MetaDto } from './page.dto';

const DATE = { type: String, format: 'date', nullable: true, example: '2025-12-31' } as const;
const COUNT = {
  type: 'integer',
  minimum: 0,
  nullable: true,
  description: 'Number of activations; null means unlimited.',
} as const;

@ApiSchema({ name: 'ProductLicense' })
export class LmLicenseDto {
  /** Number of the license. */
  @ApiProperty({ type: 'integer', example: 1 })
  id!: number;

  /**
   * Reference of the product.
   * @example "PROD-001"
   */
  product_reference_id!: string;

  /**
   * License code.
   * @example "LIC-ABC-123"
   */
  license_code!: string;

  /**
   * Type of the license, as it was set; null if none.
   * @example "perpetual"
   */
  type!: string;

  /** ID of the customer in your system; null if none. */
  @ApiProperty({ type: String, nullable: true, example: 'CUST-001' })
  customer_id!: string | null;

  /** E-mail address of the client; null if none. */
  @ApiProperty({ type: String, format: 'email', nullable: true, example: 'customer@example.com' })
  email!: string | null;

  /** Name of the client; null if none. */
  @ApiProperty({ type: String, nullable: true, example: null })
  client_name!: string | null;

  @ApiProperty({ ...COUNT, example: 3 })
  parallel_uses!: number | null;

  @ApiProperty({ ...COUNT, example: 2 })
  parallel_uses_left!: number | null;

  @ApiProperty({ ...COUNT, example: null })
  uses!: number | null;

  @ApiProperty({ ...COUNT, example: null })
  uses_left!: number | null;

  @ApiProperty({ type: 'integer', description: 'Number of active activations.', example: 1 })
  activations_count!: number;

  /** Last day of the license; null if it never expires. */
  @ApiProperty(DATE)
  expires_at!: string | null;

  /** Last day of updates; null if they never end. */
  @ApiProperty(DATE)
  updates_until!: string | null;

  /** Last day of support; null if it never ends. */
  @ApiProperty(DATE)
  support_until!: string | null;

  /**
   * Domains on which the license may be used; empty for any.
   * @example ["example.com", "*.example.com"]
   */
  domains!: string[];

  /**
   * IP addresses from which the license may be used; empty for any.
   * @example ["192.168.1.100"]
   */
  ips!: string[];

  /** Whether the license may be activated and verified. */
  is_valid!: boolean;

  /** Whether the license is blocked. */
  is_blocked!: boolean;

  /** Whether the code is an Envato purchase code, as it was set; it is not verified. */
  is_envato!: boolean;

  @ApiProperty({
    enum: LICENSE_STATUSES,
    enumName: 'LicenseStatus',
    description: 'Current status of the license.',
  })
  status!: LicenseStatus;

  /** Internal note; empty by default. */
  comments!: string;

  /** Date of the creation. */
  @ApiProperty({ format: 'date', example: '2024-01-15' })
  created_at!: string;

  /** Date of the last change. */
  @ApiProperty({ format: 'date', example: '2024-01-15' })
  updated_at!: string;

  static from(used: LicenseWithUsage, now: Date): LmLicenseDto {
    const { license, use } = used;
    const left = remaining(used);
    return {
      id: license.id,
      product_reference_id: license.product?.reference ?? '',
      license_code: license.key,
      type: license.typeLabel ?? license.type,
      customer_id: license.customer?.reference ?? null,
      email: license.customer?.email ?? null,
      client_name: license.restrictedToClientName,
      parallel_uses: license.maxActivations,
      parallel_uses_left: left.seats,
      uses: license.usesLimit,
      uses_left: left.uses,
      activations_count: use.seats,
      expires_at: dateOrNull(license.expiresAt),
      updates_until: dateOrNull(license.updatesUntil),
      support_until: dateOrNull(license.supportUntil),
      domains: license.allowedDomains,
      ips: license.allowedIps,
      is_valid: license.disabledAt === null,
      is_blocked: license.blockedAt !== null,
      is_envato: license.isEnvato,
      status: license.statusAt(now),
      comments: license.description,
      created_at: LICENSE_MANAGER.dates(license.createdAt),
      updated_at: LICENSE_MANAGER.dates(license.updatedAt),
    };
  }
}

@ApiSchema({ name: 'ProductLicenseAnswer' })
export class LmLicenseAnswerDto extends InternalAnswerDto {
  /** The result. */
  data!: LmLicenseDto;
}

@ApiSchema({ name: 'ChangedProductLicense' })
export class ChangedLmLicenseDto extends LmLicenseAnswerDto {
  /**
   * Result in words, for a person.
   * @example "License created."
   */
  message!: string;
}

@ApiSchema({ name: 'ProductLicenseList' })
export class LmLicenseListDto extends InternalAnswerDto {
  /** The result. */
  data!: LmLicenseDto[];

  /** Page numbers and totals. */
  meta!: MetaDto;
}

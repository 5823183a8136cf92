import { ApiProperty, ApiSchema, IntersectionType } from '@nestjs/swagger';
import { remaining } from '../../app/license-usage';
import type { License } from '../../../../core/licenses';
import type { LicenseWithUsage } from '../../../../core/licensing';
import { LICENSE_MANAGER } from '../../license-manager.dialect';
import { LegacyAnswerDto } from './answer.dto';
import { dateOrNull } from './dates';

const TEXT = { type: String, nullable: true } as const;
const DATE = { type: String, format: 'date', nullable: true, example: '2025-12-31' } as const;
const COUNT = {
  type: 'integer',
  minimum: 0,
  nullable: true,
  description: 'Number of activations; null means unlimited.',
} as const;

@ApiSchema({ name: 'LegacySavedLicense' })
export class LegacySavedLicenseDto extends LegacyAnswerDto {
  /**
   * License code.
   * @example "LICENSE-CODE-HERE"
   */
  license_code!: string;
}

@ApiSchema({ name: 'LegacyFoundLicense' })
export class LegacyFoundLicenseDto {
  /**
   * Reference of the product.
   * @example "PROD-001"
   */
  product_id!: string;

  /**
   * License code.
   * @example "LICENSE-CODE-HERE"
   */
  license_code!: string;

  /** Type of the license, as it was set; null if none. */
  @ApiProperty({ ...TEXT, example: 'Regular License' })
  license_type!: string | null;

  /** Name of the client; null if none. */
  @ApiProperty(TEXT)
  client_name!: string | null;

  /** E-mail address of the client; null if none. */
  @ApiProperty(TEXT)
  client_email!: string | null;

  static from({ license }: LicenseWithUsage): LegacyFoundLicenseDto {
    return {
      product_id: license.product?.reference ?? '',
      license_code: license.key,
      license_type: typeOf(license),
      client_name: license.restrictedToClientName,
      client_email: license.customer?.email ?? null,
    };
  }
}

@ApiSchema({ name: 'LegacyLicenses' })
export class LegacyLicensesDto extends LegacyAnswerDto {
  /** Number of licenses found. */
  @ApiProperty({ type: 'integer', example: 1 })
  results_count!: number;

  /** Licenses that were found. */
  results!: LegacyFoundLicenseDto[];
}

@ApiSchema({ name: 'LegacyLicense' })
export class LegacyLicenseRecordDto extends IntersectionType(LegacyAnswerDto, LegacyFoundLicenseDto) {
  /**
   * Display name of the product.
   * @example "My Product"
   */
  product_name!: string;

  /** Number of the invoice; null if none. */
  @ApiProperty(TEXT)
  invoice_number!: string | null;

  /** Internal note. */
  @ApiProperty(TEXT)
  license_comments!: string | null;

  /** IP addresses from which the license may be used, separated by commas. */
  @ApiProperty({ ...TEXT, example: '192.168.1.100' })
  licensed_ips!: string | null;

  /** Domains on which the license may be used, separated by commas. */
  @ApiProperty({ ...TEXT, example: 'example.com,*.example.com' })
  licensed_domains!: string | null;

  @ApiProperty(COUNT)
  uses!: number | null;

  @ApiProperty(COUNT)
  uses_left!: number | null;

  @ApiProperty(COUNT)
  parallel_uses!: number | null;

  @ApiProperty(COUNT)
  parallel_uses_left!: number | null;

  /** Last day of the license; null if it never expires. */
  @ApiProperty(DATE)
  license_expiry!: string | null;

  /** Last day of support; null if it never ends. */
  @ApiProperty(DATE)
  support_expiry!: string | null;

  /** Last day of updates; null if they never end. */
  @ApiProperty(DATE)
  updates_expiry!: string | null;

  /** When the license was last changed. */
  @ApiProperty({ format: 'date', example: '2024-01-15' })
  date_modified!: string;

  /** Whether the license is blocked. */
  is_blocked!: boolean;

  /** Whether the code is an Envato purchase code, as it was set; it is not verified. */
  is_a_envato_purchase_code!: boolean;

  /** Whether a new domain or device could activate the license now. */
  is_valid_for_future_activations!: boolean;

  static from(used: LicenseWithUsage, canActivate: boolean): LegacyLicenseRecordDto {
    const { license } = used;
    const left = remaining(used);
    return {
      status: true,
      message: 'License found.',
      license_code: license.key,
      product_id: license.product?.reference ?? '',
      product_name: license.product?.name ?? '',
      license_type: typeOf(license),
      client_name: license.restrictedToClientName,
      client_email: license.customer?.email ?? null,
      invoice_number: license.invoiceNumber,
      license_comments: license.description || null,
      licensed_ips: license.allowedIps.join(',') || null,
      licensed_domains: license.allowedDomains.join(',') || null,
      uses: license.usesLimit,
      uses_left: left.uses,
      parallel_uses: license.maxActivations,
      parallel_uses_left: left.seats,
      license_expiry: dateOrNull(license.expiresAt),
      support_expiry: dateOrNull(license.supportUntil),
      updates_expiry: dateOrNull(license.updatesUntil),
      date_modified: LICENSE_MANAGER.dates(license.updatedAt),
      is_blocked: license.blockedAt !== null,
      is_a_envato_purchase_code: license.isEnvato,
      is_valid_for_future_activations: canActivate,
    };
  }
}

/** LicenseBox has no name for the default type. */
function typeOf({ type, typeLabel }: License): string | null {
  return typeLabel ?? (type === 'perpetual' ? null : type);
}

import { ApiSchema } from '@nestjs/swagger';
import { type LicenseChange } from '../../../../core/licensing';
import { IsLicenseKey } from '../../../../core/licensing/internal';
import type { NewLicense } from '../../../../core/licenses';
import { MAX_DURATION_DAYS } from '../../../../core/catalog';
import {
  IsLegacyAddresses,
  IsLegacyDate,
  IsLegacyDomains,
  IsLegacyEmail,
  IsLegacyLimit,
  IsLegacyName,
  IsLegacyText,
} from './legacy-fields';
import { typeNamed } from './license-type';

@ApiSchema({ name: 'LegacyLicenseCode' })
export class LegacyLicenseCodeDto {
  /**
   * License code.
   * @example "LICENSE-CODE-HERE"
   */
  @IsLegacyName()
  license_code!: string;
}

/** Editable fields of a license. Null leaves a field unchanged, an empty text clears it. */
class LegacyLicenseFieldsDto {
  /** License type, returned unchanged. */
  @IsLegacyText()
  license_type?: string | null;

  /** Number of the invoice; null if none. */
  @IsLegacyText()
  invoice_number?: string | null;

  /** Client name that an activation must match if it sends one. */
  @IsLegacyText()
  client_name?: string | null;

  /** Email of the customer, who is created if not found. */
  @IsLegacyEmail()
  client_email?: string | null;

  /** Internal note; empty by default. */
  @IsLegacyText(2000)
  comments?: string | null;

  /**
   * Allowed IP addresses, separated by commas or as a list.
   * @example "192.168.1.100,10.0.0.*"
   */
  @IsLegacyAddresses()
  licensed_ips?: string[] | null;

  /**
   * Allowed domains, separated by commas or as a list.
   * @example "example.com,*.example.com"
   */
  @IsLegacyDomains()
  licensed_domains?: string[] | null;

  /** Last day of support; empty if it never ends. */
  @IsLegacyDate()
  support_end_date?: Date | null;

  /** Last day of updates; empty if they never end. */
  @IsLegacyDate()
  updates_end_date?: Date | null;

  /** Last day of the license. Takes precedence over `expiry_days`. */
  @IsLegacyDate()
  expiry_date?: Date | null;

  /** Number of days after the first activation at which the license expires. */
  @IsLegacyLimit(MAX_DURATION_DAYS)
  expiry_days?: number | null;

  /** Maximum number of activations over the lifetime of the license. */
  @IsLegacyLimit()
  license_uses?: number | null;

  /** Maximum number of simultaneous activations. */
  @IsLegacyLimit()
  license_parallel_uses?: number | null;

  static toAttributes(input: LegacyLicenseFieldsDto): LicenseChange {
    const { client_email: email, client_name: name } = input;
    return {
      ...typeNamed(input.license_type),
      invoiceNumber: input.invoice_number,
      restrictedToClientName: name,
      owner: email === undefined ? undefined : { email, name },
      description: input.comments === null ? '' : input.comments,
      allowedIps: input.licensed_ips === null ? [] : input.licensed_ips,
      allowedDomains: input.licensed_domains === null ? [] : input.licensed_domains,
      supportUntil: input.support_end_date,
      updatesUntil: input.updates_end_date,
      term: { until: input.expiry_date, daysOfUse: input.expiry_days },
      usesLimit: input.license_uses,
      maxActivations: input.license_parallel_uses,
    };
  }
}

@ApiSchema({ name: 'LegacyCreateLicense' })
export class LegacyCreateLicenseDto extends LegacyLicenseFieldsDto {
  /**
   * Reference of the product.
   * @example "PROD-001"
   */
  @IsLegacyName()
  product_id!: string;

  /** License code; generated in the format of the product's policy by default. */
  @IsLegacyText()
  @IsLicenseKey()
  license_code?: string | null;

  static toLicense(input: LegacyCreateLicenseDto): NewLicense {
    return {
      ...LegacyLicenseFieldsDto.toAttributes(input),
      product: input.product_id,
      key: input.license_code ?? undefined,
      maxActivations: input.license_parallel_uses ?? null,
    };
  }
}

@ApiSchema({ name: 'LegacyEditLicense' })
export class LegacyEditLicenseDto extends LegacyLicenseFieldsDto {
  /**
   * License code.
   * @example "LICENSE-CODE-HERE"
   */
  @IsLegacyName()
  license_code!: string;

  /** Id of another product, to move the license to. */
  @IsLegacyText()
  product_id?: string | null;

  static toChange(input: LegacyEditLicenseDto): LicenseChange {
    return { ...LegacyLicenseFieldsDto.toAttributes(input), product: input.product_id ?? undefined };
  }
}

@ApiSchema({ name: 'LegacySearchLicense' })
export class LegacySearchLicenseDto {
  /** Case-insensitive part of the license code or of the client's email. */
  @IsLegacyName()
  keyword!: string;
}

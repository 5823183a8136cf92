import { ApiSchema } from '@nestjs/swagger';
import type { LicenseChange } from '../../../../licensing/licenses/change-license.service';
import { IsLicenseKey } from '../../../../licensing/licenses/dto/license-fields';
import type { NewLicense } from '../../../../licensing/licenses/issue-licenses.service';
import { MAX_DURATION_DAYS } from '../../../../catalog/policies/policy.entity';
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
  /** @example "LICENSE-CODE-HERE" */
  @IsLegacyName()
  license_code!: string;
}

/** What can be said of a license. Null is the same as left out; an empty text is none. */
class LegacyLicenseFieldsDto {
  /** Read back as it was sent. */
  @IsLegacyText()
  license_type?: string | null;

  @IsLegacyText()
  invoice_number?: string | null;

  /** Whoever names a client at activation must name this one. */
  @IsLegacyText()
  client_name?: string | null;

  /** Says who the customer is, who is made where there is none yet. */
  @IsLegacyEmail()
  client_email?: string | null;

  @IsLegacyText(2000)
  comments?: string | null;

  /**
   * Separated by commas; a list is read as well.
   * @example "192.168.1.100,10.0.0.*"
   */
  @IsLegacyAddresses()
  licensed_ips?: string[] | null;

  /**
   * Separated by commas; a list is read as well.
   * @example "example.com,*.example.com"
   */
  @IsLegacyDomains()
  licensed_domains?: string[] | null;

  @IsLegacyDate()
  support_end_date?: Date | null;

  @IsLegacyDate()
  updates_end_date?: Date | null;

  /** The last day of the license. Goes before `expiry_days`. */
  @IsLegacyDate()
  expiry_date?: Date | null;

  /** Days from the first activation after which the license ends. */
  @IsLegacyLimit(MAX_DURATION_DAYS)
  expiry_days?: number | null;

  /** Places on which it may ever be activated. */
  @IsLegacyLimit()
  license_uses?: number | null;

  /** Places on which it may run at the same time. */
  @IsLegacyLimit()
  license_parallel_uses?: number | null;

  static toTraits(input: LegacyLicenseFieldsDto): LicenseChange {
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
  /** @example "PROD-001" */
  @IsLegacyName()
  product_id!: string;

  /** Left out: one in the format of the product's policy. */
  @IsLegacyText()
  @IsLicenseKey()
  license_code?: string | null;

  static toLicense(input: LegacyCreateLicenseDto): NewLicense {
    return {
      ...LegacyLicenseFieldsDto.toTraits(input),
      product: input.product_id,
      key: input.license_code ?? undefined,
      maxActivations: input.license_parallel_uses ?? null,
    };
  }
}

@ApiSchema({ name: 'LegacyEditLicense' })
export class LegacyEditLicenseDto extends LegacyLicenseFieldsDto {
  /** @example "LICENSE-CODE-HERE" */
  @IsLegacyName()
  license_code!: string;

  /** Of another product, to which the license goes. */
  @IsLegacyText()
  product_id?: string | null;

  static toChange(input: LegacyEditLicenseDto): LicenseChange {
    return { ...LegacyLicenseFieldsDto.toTraits(input), product: input.product_id ?? undefined };
  }
}

@ApiSchema({ name: 'LegacySearchLicense' })
export class LegacySearchLicenseDto {
  /** Part of the code or of the client's e-mail, in any case of letters. */
  @IsLegacyName()
  keyword!: string;
}

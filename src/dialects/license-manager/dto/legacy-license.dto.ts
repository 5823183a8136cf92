import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { LicenseChange } from '../../../licenses/change-license.service';
import type { NewLicense } from '../../../licenses/issue-licenses.service';
import { leftOf } from '../../../licenses/license-use';
import type { License } from '../../../licenses/license.entity';
import type { UsedLicense } from '../../../licenses/licenses.service';
import { MAX_DURATION_DAYS } from '../../../policies/policy.entity';
import { LICENSE_MANAGER } from '../license-manager.dialect';
import { LegacyAnswerDto } from './answer.dto';
import {
  IsLegacyAddresses,
  IsLegacyDate,
  IsLegacyDomains,
  IsLegacyEmail,
  IsLegacyLimit,
  IsLegacyName,
  IsLegacyText,
} from './legacy-fields';
import { IsLicenseCode } from './license-fields';
import { typeNamed } from './license-type';

const TEXT = { type: String, nullable: true } as const;
const DATE = { type: String, format: 'date', nullable: true, example: '2025-12-31' } as const;
const COUNT = { type: 'integer', minimum: 0, nullable: true, description: 'Null is unlimited.' } as const;

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
  @IsLicenseCode()
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

@ApiSchema({ name: 'LegacySavedLicense' })
export class LegacySavedLicenseDto extends LegacyAnswerDto {
  /** @example "LICENSE-CODE-HERE" */
  license_code!: string;
}

@ApiSchema({ name: 'LegacyFoundLicense' })
export class LegacyFoundLicenseDto {
  /** @example "PROD-001" */
  product_id!: string;

  /** @example "LICENSE-CODE-HERE" */
  license_code!: string;

  @ApiProperty({ ...TEXT, example: 'Regular License' })
  license_type!: string | null;

  @ApiProperty(TEXT)
  client_name!: string | null;

  @ApiProperty(TEXT)
  client_email!: string | null;

  static from({ license }: UsedLicense): LegacyFoundLicenseDto {
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
  @ApiProperty({ type: 'integer', example: 1 })
  results_count!: number;

  results!: LegacyFoundLicenseDto[];
}

@ApiSchema({ name: 'LegacyLicense' })
export class LegacyLicenseRecordDto extends LegacyAnswerDto {
  /** @example "LICENSE-CODE-HERE" */
  license_code!: string;

  /** @example "PROD-001" */
  product_id!: string;

  /** @example "My Product" */
  product_name!: string;

  @ApiProperty({ ...TEXT, example: 'Regular License' })
  license_type!: string | null;

  @ApiProperty(TEXT)
  client_name!: string | null;

  @ApiProperty(TEXT)
  client_email!: string | null;

  @ApiProperty(TEXT)
  invoice_number!: string | null;

  @ApiProperty(TEXT)
  license_comments!: string | null;

  @ApiProperty({ ...TEXT, example: '192.168.1.100' })
  licensed_ips!: string | null;

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

  @ApiProperty(DATE)
  license_expiry!: string | null;

  @ApiProperty(DATE)
  support_expiry!: string | null;

  @ApiProperty(DATE)
  updates_expiry!: string | null;

  @ApiProperty({ format: 'date', example: '2024-01-15' })
  date_modified!: string;

  is_blocked!: boolean;

  is_a_envato_purchase_code!: boolean;

  /** Whether a place that never had it could activate it now. */
  is_valid_for_future_activations!: boolean;

  static from(used: UsedLicense, isOpen: boolean): LegacyLicenseRecordDto {
    const { license } = used;
    const left = leftOf(used);
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
      license_expiry: dateOf(license.expiresAt),
      support_expiry: dateOf(license.supportUntil),
      updates_expiry: dateOf(license.updatesUntil),
      date_modified: LICENSE_MANAGER.dates(license.updatedAt),
      is_blocked: license.blockedAt !== null,
      is_a_envato_purchase_code: license.isEnvato,
      is_valid_for_future_activations: isOpen,
    };
  }
}

/** What nobody called anything is of no type here. */
function typeOf({ type, typeLabel }: License): string | null {
  return typeLabel ?? (type === 'perpetual' ? null : type);
}

function dateOf(moment: Date | null): string | null {
  return moment && LICENSE_MANAGER.dates(moment);
}

import { ApiPropertyOptional, ApiSchema, PartialType } from '@nestjs/swagger';
import { IsEmail, IsIn, IsOptional } from 'class-validator';
import { IsLimit, IsName, MaxLength, MayBeMissing } from '../../../../common/validation/fields';
import type { LicenseChange } from '../../../../licensing/licenses/change-license.service';
import { IsLicenseKey } from '../../../../licensing/licenses/dto/license-fields';
import type { NewLicense } from '../../../../licensing/licenses/issue-licenses.service';
import type { LicenseFilter } from '../../../../licensing/licenses/license-filter';
import { LICENSE_STATUSES, type LicenseStatus } from '../../../../licensing/licenses/license.entity';
import { IsFlag, IsQueryFlag, IsQueryText, IsTextOrNone, LeftOutWhenEmpty } from './fields';
import { IsAddressList, IsDomainList, IsLastDay } from './license-fields';
import { typeNamed } from './license-type';
import { PageDto } from './page.dto';

const LINE = { type: String, nullable: true, minLength: 1, maxLength: 255 } as const;

@ApiSchema({ name: 'ListProductLicenses' })
export class ListLmLicensesDto extends PageDto {
  /** Part of the code or of the customer's e-mail, in any case of letters. */
  @IsQueryText()
  search?: string;

  @IsQueryText()
  product_reference_id?: string;

  @IsQueryText()
  customer_id?: string;

  /** What the license is at this moment. */
  @LeftOutWhenEmpty()
  @IsOptional()
  @IsIn(LICENSE_STATUSES)
  @ApiPropertyOptional({ enum: LICENSE_STATUSES, enumName: 'LicenseStatus' })
  status?: LicenseStatus;

  @IsQueryFlag()
  is_valid?: boolean;

  @IsQueryFlag()
  is_blocked?: boolean;

  static toFilter({ search, product_reference_id, customer_id, ...query }: ListLmLicensesDto): LicenseFilter {
    return {
      searchInEmail: search,
      product: product_reference_id,
      customerReference: customer_id,
      status: query.status,
      isDisabled: query.is_valid === undefined ? undefined : !query.is_valid,
      isBlocked: query.is_blocked,
    };
  }
}

@ApiSchema({ name: 'CreateProductLicense' })
export class CreateLmLicenseDto {
  /** @example "PROD-001" */
  @IsName()
  product_reference_id!: string;

  /** Upper and lower case are told apart. Left out: one in the format of the product's policy. */
  @IsOptional()
  @IsLicenseKey()
  @ApiPropertyOptional({ ...LINE, example: 'LIC-ABC-123' })
  license_code?: string | null;

  /** Our perpetual, subscription, trial or lifetime, or a name of your own. */
  @IsOptional()
  @IsName()
  @ApiPropertyOptional({ ...LINE, example: 'perpetual' })
  type?: string | null;

  /** Your own name for the customer, who is made where there is none yet. */
  @IsOptional()
  @IsName()
  @ApiPropertyOptional({ ...LINE, example: 'CUST-001' })
  customer_id?: string | null;

  /** Of the customer of that name, from now on; without one, it says who the customer is. Kept in lower case. */
  @IsOptional()
  @IsEmail()
  @MaxLength(255)
  @ApiPropertyOptional({ ...LINE, format: 'email', example: 'customer@example.com' })
  email?: string | null;

  /** Whoever names a client at activation must name this one. */
  @IsTextOrNone(255)
  client_name?: string | null;

  /** Places on which it may run at the same time. Left out of a new license: unlimited. */
  @IsLimit()
  parallel_uses?: number | null;

  /** Places on which it may ever be activated. */
  @IsLimit()
  uses?: number | null;

  /** The last day of the license; null for never. */
  @IsLastDay()
  expires_at?: Date | null;

  /** The last day on which updates may be downloaded. */
  @IsLastDay()
  updates_until?: Date | null;

  @IsLastDay()
  support_until?: Date | null;

  /** @example ["example.com", "*.example.com"] */
  @IsDomainList()
  domains?: string[] | null;

  /** @example ["192.168.1.100"] */
  @IsAddressList()
  ips?: string[] | null;

  /**
   * False refuses activations and verifications.
   * @example true
   */
  @MayBeMissing()
  @IsFlag()
  is_valid?: boolean;

  /**
   * Whether the code is a purchase code of Envato's.
   * @example false
   */
  @MayBeMissing()
  @IsFlag()
  is_envato?: boolean;

  @IsTextOrNone(2000)
  comments?: string | null;

  static toLicense(input: CreateLmLicenseDto): NewLicense {
    return {
      ...UpdateLmLicenseDto.toChange(input),
      product: input.product_reference_id,
      maxActivations: input.parallel_uses ?? null,
    };
  }
}

@ApiSchema({ name: 'UpdateProductLicense' })
export class UpdateLmLicenseDto extends PartialType(CreateLmLicenseDto, { skipNullProperties: false }) {
  static toChange(input: UpdateLmLicenseDto): LicenseChange {
    const { customer_id: reference, email, client_name, expires_at: until } = input;
    const isOwned = reference !== undefined || email !== undefined;
    return {
      ...typeNamed(input.type),
      product: input.product_reference_id,
      key: input.license_code ?? undefined,
      owner: isOwned ? { reference, email, name: client_name || undefined } : undefined,
      restrictedToClientName: client_name === '' ? null : client_name,
      maxActivations: input.parallel_uses,
      usesLimit: input.uses,
      term: { until },
      updatesUntil: input.updates_until,
      supportUntil: input.support_until,
      allowedDomains: input.domains === null ? [] : input.domains,
      allowedIps: input.ips === null ? [] : input.ips,
      isDisabled: input.is_valid === undefined ? undefined : !input.is_valid,
      isEnvato: input.is_envato,
      description: input.comments === null ? '' : input.comments,
    };
  }
}

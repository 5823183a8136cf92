import { ApiPropertyOptional, ApiSchema, PartialType } from '@nestjs/swagger';
import { IsEmail, IsIn, IsOptional } from 'class-validator';
import { IsLimit, IsName, MaxLength, MayBeMissing } from '../../../../core/common';
import { type LicenseChange, type LicenseFilter } from '../../../../core/licensing';
import { IsLicenseKey } from '../../../../core/licensing/internal';
import { LICENSE_STATUSES, type LicenseStatus, type NewLicense } from '../../../../core/licenses';
import { EmptyIsMissing } from '../../../kit/fields';
import { IsFlag, IsQueryFlag, IsQueryText, IsTextOrNull } from './fields';
import { IsAddressList, IsDomainList, IsLastDay } from './license-fields';
import { typeNamed } from './license-type';
import { PageDto } from './page.dto';

const LINE = { type: String, nullable: true, minLength: 1, maxLength: 255 } as const;

@ApiSchema({ name: 'ListProductLicenses' })
export class ListLmLicensesDto extends PageDto {
  /** Case-insensitive part of the license code or of the customer's email. */
  @IsQueryText()
  search?: string;

  /** Only licenses of this product. */
  @IsQueryText()
  product_reference_id?: string;

  /** Only licenses of this customer. */
  @IsQueryText()
  customer_id?: string;

  /** Current status of the license. */
  @EmptyIsMissing()
  @IsOptional()
  @IsIn(LICENSE_STATUSES)
  @ApiPropertyOptional({ enum: LICENSE_STATUSES, enumName: 'LicenseStatus' })
  status?: LicenseStatus;

  /** Only licenses that are valid, or are not. */
  @IsQueryFlag()
  is_valid?: boolean;

  /** Only licenses that are blocked, or are not. */
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
  /**
   * Reference of the product.
   * @example "PROD-001"
   */
  @IsName()
  product_reference_id!: string;

  /** License code, case-sensitive; generated in the format of the product's policy by default. */
  @IsOptional()
  @IsLicenseKey()
  @ApiPropertyOptional({ ...LINE, example: 'LIC-ABC-123' })
  license_code?: string | null;

  /** License type: perpetual, subscription, trial, lifetime, or a custom name. */
  @IsOptional()
  @IsName()
  @ApiPropertyOptional({ ...LINE, example: 'perpetual' })
  type?: string | null;

  /** Your id for the customer, who is created if not found. */
  @IsOptional()
  @IsName()
  @ApiPropertyOptional({ ...LINE, example: 'CUST-001' })
  customer_id?: string | null;

  /** New email of the customer with this `customer_id`; without one, it identifies the customer. Stored in lower case. */
  @IsOptional()
  @IsEmail()
  @MaxLength(255)
  @ApiPropertyOptional({ ...LINE, format: 'email', example: 'customer@example.com' })
  email?: string | null;

  /** Client name that an activation must match if it sends one. */
  @IsTextOrNull(255)
  client_name?: string | null;

  /** Maximum number of simultaneous activations; unlimited by default. */
  @IsLimit()
  parallel_uses?: number | null;

  /** Maximum number of activations over the lifetime of the license. */
  @IsLimit()
  uses?: number | null;

  /** Last day of the license; null means that it never expires. */
  @IsLastDay()
  expires_at?: Date | null;

  /** Last day on which updates may be downloaded. */
  @IsLastDay()
  updates_until?: Date | null;

  /** Last day of support; null if it never ends. */
  @IsLastDay()
  support_until?: Date | null;

  /**
   * Domains on which the license may be used; empty for any.
   * @example ["example.com", "*.example.com"]
   */
  @IsDomainList()
  domains?: string[] | null;

  /**
   * IP addresses from which the license may be used; empty for any.
   * @example ["192.168.1.100"]
   */
  @IsAddressList()
  ips?: string[] | null;

  /**
   * Whether the license is enabled; a disabled license refuses activations and verifications.
   * @example true
   */
  @MayBeMissing()
  @IsFlag()
  is_valid?: boolean;

  /**
   * Whether the license code is an Envato purchase code.
   * @example false
   */
  @MayBeMissing()
  @IsFlag()
  is_envato?: boolean;

  /** Internal note; empty by default. */
  @IsTextOrNull(2000)
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

import { ApiProperty, ApiPropertyOptional, ApiSchema, PartialType } from '@nestjs/swagger';
import { IsEmail, IsIn, IsOptional } from 'class-validator';
import { IsLimit, IsName, MaxLength, MayBeMissing } from '../../../common/validation/fields';
import type { LicenseChange } from '../../../licenses/change-license.service';
import type { NewLicense } from '../../../licenses/issue-licenses.service';
import type { LicenseFilter } from '../../../licenses/license-filter';
import { leftOf } from '../../../licenses/license-use';
import { LICENSE_STATUSES, type LicenseStatus } from '../../../licenses/license.entity';
import type { UsedLicense } from '../../../licenses/licenses.service';
import { LICENSE_MANAGER } from '../license-manager.dialect';
import { InternalAnswerDto } from './answer.dto';
import { IsFlag, IsQueryFlag, IsQueryText, IsTextOrNone, LeftOutWhenEmpty } from './fields';
import { IsAddressList, IsDomainList, IsLastDay, IsLicenseCode } from './license-fields';
import { typeNamed } from './license-type';
import { MetaDto, PageDto } from './page.dto';

const LINE = { type: String, nullable: true, minLength: 1, maxLength: 255 } as const;
const DATE = { type: String, format: 'date', nullable: true, example: '2025-12-31' } as const;
const COUNT = { type: 'integer', minimum: 0, nullable: true, description: 'Null is unlimited.' } as const;

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
      keyOrEmail: search,
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
  @IsLicenseCode()
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

@ApiSchema({ name: 'ProductLicense' })
export class LmLicenseDto {
  @ApiProperty({ type: 'integer', example: 1 })
  id!: number;

  /** @example "PROD-001" */
  product_reference_id!: string;

  /** @example "LIC-ABC-123" */
  license_code!: string;

  /** @example "perpetual" */
  type!: string;

  @ApiProperty({ type: String, nullable: true, example: 'CUST-001' })
  customer_id!: string | null;

  @ApiProperty({ type: String, format: 'email', nullable: true, example: 'customer@example.com' })
  email!: string | null;

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

  @ApiProperty({ type: 'integer', description: 'Places on which it runs now.', example: 1 })
  activations_count!: number;

  @ApiProperty(DATE)
  expires_at!: string | null;

  @ApiProperty(DATE)
  updates_until!: string | null;

  @ApiProperty(DATE)
  support_until!: string | null;

  /** @example ["example.com", "*.example.com"] */
  domains!: string[];

  /** @example ["192.168.1.100"] */
  ips!: string[];

  is_valid!: boolean;

  is_blocked!: boolean;

  is_envato!: boolean;

  @ApiProperty({
    enum: LICENSE_STATUSES,
    enumName: 'LicenseStatus',
    description: 'What the license is at this moment.',
  })
  status!: LicenseStatus;

  comments!: string;

  @ApiProperty({ format: 'date', example: '2024-01-15' })
  created_at!: string;

  @ApiProperty({ format: 'date', example: '2024-01-15' })
  updated_at!: string;

  static from(used: UsedLicense, now: Date): LmLicenseDto {
    const { license, use } = used;
    const left = leftOf(used);
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
      expires_at: dateOf(license.expiresAt),
      updates_until: dateOf(license.updatesUntil),
      support_until: dateOf(license.supportUntil),
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

function dateOf(moment: Date | null): string | null {
  return moment && LICENSE_MANAGER.dates(moment);
}

@ApiSchema({ name: 'ProductLicenseAnswer' })
export class LmLicenseAnswerDto extends InternalAnswerDto {
  data!: LmLicenseDto;
}

@ApiSchema({ name: 'ChangedProductLicense' })
export class ChangedLmLicenseDto extends LmLicenseAnswerDto {
  /** @example "License created." */
  message!: string;
}

@ApiSchema({ name: 'ProductLicenseList' })
export class LmLicenseListDto extends InternalAnswerDto {
  data!: LmLicenseDto[];

  meta!: MetaDto;
}

import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { AdministrativeStatusChange } from '../../app/administrative-status.service';
import { MaxLength, MayBeMissing, type NumberedRequest } from '../../../../core/common';
import type { Customer } from '../../../../core/customers';
import type { LicenseFilter } from '../../../../core/licensing';
import type { License } from '../../../../core/licenses';
import { dateOrNull, PROGRAN3 } from '../../progran3.dialect';
import { SuccessDto } from '../../../kit/success.dto';
import { DoneDto } from './answer.dto';
import { InQuery, IsChoice, IsDescription, IsDuration, IsLicenseKey, IsQueryNumber, IsUid } from './fields';
import { LICENSE_STATUSES, type LicenseStatus, ADMIN_STATUSES, statusesOf, statusOf } from './license-status';

const ORDERS = { created_at: 'createdAt', updated_at: 'updatedAt', expires_at: 'expiresAt' } as const;

@ApiSchema({ name: 'ListLicenses' })
export class ListLicensesDto {
  /** Number of the page; 1 by default. */
  @IsQueryNumber(1)
  page: number = 1;

  /** Maximum number of items per page, 50 by default; values above 100 are reduced to 100. */
  @IsQueryNumber(PROGRAN3.paging.size)
  limit: number = PROGRAN3.paging.size;

  /** Field by which the list is ordered. */
  @InQuery('created_at')
  @IsChoice(Object.keys(ORDERS))
  sort: keyof typeof ORDERS = 'created_at';

  /** Direction of the order. */
  @InQuery('desc')
  @IsChoice(['asc', 'desc'])
  order: 'asc' | 'desc' = 'desc';

  /** Only licenses with this state. */
  @InQuery()
  @IsChoice(LICENSE_STATUSES)
  status?: LicenseStatus;

  /** Id of the user. */
  @InQuery()
  @IsUid('user ID')
  user_id?: string;

  /** Part of the license key or of the description. */
  @InQuery()
  @MaxLength(255)
  search?: string;

  static toPage({ page, limit, sort, order }: ListLicensesDto): NumberedRequest {
    return {
      page,
      perPage: Math.min(limit, PROGRAN3.paging.max),
      order: { by: ORDERS[sort], direction: order === 'asc' ? 'ASC' : 'DESC' },
    };
  }

  static toFilter({ status, user_id, search }: ListLicensesDto): LicenseFilter {
    return { status: status && statusesOf(status), customer: user_id, searchInDescription: search };
  }
}

@ApiSchema({ name: 'GenerateLicense' })
export class GenerateLicenseDto {
  /** Days from the first activation until the license expires. */
  @IsDuration()
  duration_days!: number;

  /** Internal note; null if none. */
  @IsDescription()
  description?: string | null;
}

@ApiSchema({ name: 'CreateLicense' })
export class CreateLicenseDto extends GenerateLicenseDto {
  /** License key in the form `PROGRAN3-YYYY-…`. */
  @IsLicenseKey()
  license_key!: string;
}

@ApiSchema({ name: 'UpdateLicense' })
export class UpdateLicenseDto {
  /** Days from the first activation until the license expires. */
  @MayBeMissing()
  @IsDuration()
  @ApiProperty({ required: false })
  duration_days?: number;

  /** State of the license. */
  @MayBeMissing()
  @IsChoice(LICENSE_STATUSES)
  @ApiProperty({ required: false })
  status?: LicenseStatus;

  /** Internal note; null if none. */
  @IsDescription()
  description?: string | null;

  static toChange({ duration_days, status, description }: UpdateLicenseDto): AdministrativeStatusChange {
    return {
      durationDays: duration_days,
      status: status && ADMIN_STATUSES[status],
      description: description === null ? '' : description,
    };
  }
}

@ApiSchema({ name: 'LicenseUser' })
export class LicenseUserDto {
  /** E-mail address of the user. */
  @ApiProperty({ type: String, nullable: true, example: 'user@example.com' })
  email!: string | null;

  /**
   * Name of the user; null if unknown.
   * @example "John Doe"
   */
  name!: string;

  static from(customer: Customer | null | undefined): LicenseUserDto | null {
    return customer ? { email: customer.email, name: customer.name } : null;
  }
}

@ApiSchema({ name: 'License' })
export class LicenseDto {
  /** UUID. */
  @ApiProperty({ format: 'uuid', example: '123e4567-e89b-12d3-a456-426614174000' })
  id!: string;

  /**
   * License key in the form `PROGRAN3-YYYY-…`.
   * @example "PROGRAN3-2025-A1B2C3-XYZ789"
   */
  license_key!: string;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    example: 365,
    description: 'Duration of the license in days; null means that it never expires.',
  })
  duration_days!: number | null;

  /** State of the license. */
  @ApiProperty({ enum: LICENSE_STATUSES, enumName: 'LicenseStatus', example: 'active' })
  status!: LicenseStatus;

  /** Internal note; null if none. */
  @ApiProperty({ type: String, nullable: true, example: 'Annual license' })
  description!: string | null;

  /** When the license was activated for the first time, UTC; null if never. */
  @ApiProperty({ type: String, nullable: true, example: '2025-01-01T00:00:00Z' })
  activated_at!: string | null;

  /** When the license expires, UTC; null if its time has not started or never ends. */
  @ApiProperty({ type: String, nullable: true, example: '2026-01-01T00:00:00Z' })
  expires_at!: string | null;

  /**
   * When it was created, UTC.
   * @example "2024-12-01T00:00:00Z"
   */
  created_at!: string;

  @ApiProperty({ type: LicenseUserDto, nullable: true, description: 'Customer of the license; null if it has none.' })
  users!: LicenseUserDto | null;

  static from(license: License, now: Date): LicenseDto {
    return {
      id: license.uid,
      license_key: license.key,
      duration_days: license.durationDays,
      status: statusOf(license, now),
      description: license.description || null,
      activated_at: dateOrNull(license.firstActivatedAt),
      expires_at: dateOrNull(license.expiresAt),
      created_at: PROGRAN3.dates(license.createdAt),
      users: LicenseUserDto.from(license.customer),
    };
  }
}

@ApiSchema({ name: 'GeneratedLicense' })
export class GeneratedLicenseDto {
  /** UUID. */
  @ApiProperty({ format: 'uuid', example: '123e4567-e89b-12d3-a456-426614174000' })
  id!: string;

  /**
   * License key in the form `PROGRAN3-YYYY-…`.
   * @example "PROGRAN3-2025-A1B2C3-XYZ789"
   */
  license_key!: string;

  /** Days from the first activation until the license expires. */
  @ApiProperty({ type: 'integer', nullable: true, example: 365 })
  duration_days!: number | null;

  /** Internal note; null if none. */
  @ApiProperty({ type: String, nullable: true, example: 'Annual license' })
  description!: string | null;

  /** State of the license. */
  @ApiProperty({ enum: LICENSE_STATUSES, example: 'generated' })
  status!: LicenseStatus;

  /**
   * When it was created, UTC.
   * @example "2025-10-12T12:00:00Z"
   */
  created_at!: string;

  static from(license: License, now: Date): GeneratedLicenseDto {
    const { id, license_key, duration_days, description, status, created_at } = LicenseDto.from(license, now);
    return { id, license_key, duration_days, description, status, created_at };
  }
}

@ApiSchema({ name: 'Pagination' })
export class PaginationDto {
  /** Number of this page; the first is 1. */
  @ApiProperty({ type: 'integer', example: 1 })
  page!: number;

  /** Maximum number of items on a page. */
  @ApiProperty({ type: 'integer', example: 10 })
  limit!: number;

  /** Number of items on all pages. */
  @ApiProperty({ type: 'integer', example: 42 })
  total!: number;

  /** Number of pages. */
  @ApiProperty({ type: 'integer', example: 5 })
  totalPages!: number;

  static from({ page, perPage }: NumberedRequest, total: number | null): PaginationDto {
    const rows = total ?? 0;
    return { page, limit: perPage, total: rows, totalPages: Math.ceil(rows / perPage) };
  }
}

@ApiSchema({ name: 'LicensePage' })
export class LicensePageDto {
  /** Licenses of this page. */
  licenses!: LicenseDto[];

  /** Page numbers and totals. */
  pagination!: PaginationDto;
}

@ApiSchema({ name: 'LicenseList' })
export class LicenseListDto extends SuccessDto {
  /** The result. */
  data!: LicensePageDto;
}

@ApiSchema({ name: 'LicenseAnswer' })
export class LicenseAnswerDto extends SuccessDto {
  /** The result. */
  data!: LicenseDto;
}

@ApiSchema({ name: 'ChangedLicense' })
export class ChangedLicenseDto extends DoneDto {
  /** The result. */
  data!: LicenseDto;
}

@ApiSchema({ name: 'GenerateAnswer' })
export class GenerateAnswerDto extends DoneDto {
  /** The result. */
  data!: GeneratedLicenseDto;
}

@ApiSchema({ name: 'DeletedId' })
export class DeletedIdDto {
  /** UUID. */
  @ApiProperty({ format: 'uuid', example: '123e4567-e89b-12d3-a456-426614174000' })
  id!: string;
}

@ApiSchema({ name: 'DeletedLicense' })
export class DeletedLicenseDto extends DoneDto {
  /** The result. */
  data!: DeletedIdDto;
}

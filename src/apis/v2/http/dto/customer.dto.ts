import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { IsText } from '../../../../core/common';
import type { Customer } from '../../../../core/customers';
import type { FoundCustomers } from '../../../../core/customers/internal';
import type { CustomerStats } from '../../app/customer-stats.service';
import { LICENSE_STATUSES, type LicenseStatus } from '../../../../core/licenses';
import type { LicenseWithUsage } from '../../../../core/licensing';
import { dateOf } from '../../v2.dialect';

export class CustomerSearchDto {
  /**
   * Case-insensitive part of the name, e-mail or company; with fewer than three letters, their beginning. A text without letters and digits finds nothing. All customers by default.
   * @example "acme"
   */
  @IsOptional()
  @IsText(255)
  q: string = '';

  /** Page number, 1 by default. A page has 20 customers, newest first. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  @ApiProperty({ type: 'integer', default: 1, required: false, minimum: 1 })
  page: number = 1;
}

@ApiSchema({ name: 'CustomerOption' })
export class CustomerOptionDto {
  /**
   * Number.
   * @example 123
   */
  @ApiProperty({ type: 'integer' })
  id!: number;

  /**
   * Name and e-mail; the name alone if there is no e-mail.
   * @example "ACME Corp - admin@acme.com"
   */
  text!: string;

  static from({ id, name, email }: Customer): CustomerOptionDto {
    return { id, text: [name, ...(email ? [email] : [])].join(' - ') };
  }
}

@ApiSchema({ name: 'Select2Pagination' })
class PaginationDto {
  /** Whether there is another page. */
  more!: boolean;
}

@ApiSchema({ name: 'CustomerOptions' })
export class CustomerOptionsDto {
  /** Customers of this page. */
  results!: CustomerOptionDto[];

  /** Whether there are more pages. */
  pagination!: PaginationDto;

  static from({ rows, hasMore }: FoundCustomers): CustomerOptionsDto {
    return { results: rows.map((row) => CustomerOptionDto.from(row)), pagination: { more: hasMore } };
  }
}

const STATUSES = LICENSE_STATUSES.filter((status) => status !== 'unused');

@ApiSchema({ name: 'CustomerLicense' })
export class CustomerLicenseDto {
  /**
   * Number.
   * @example 456
   */
  @ApiProperty({ type: 'integer' })
  id!: number;

  /**
   * License key.
   * @example "XXXX-XXXX-XXXX-XXXX"
   */
  license_key!: string;

  /**
   * Commercial type of the license.
   * @example "perpetual"
   */
  type!: string;

  @ApiProperty({
    enum: STATUSES,
    enumName: 'LicenseStatus',
    example: 'active',
    description: 'A license that was never activated is `active`.',
  })
  status!: Exclude<LicenseStatus, 'unused'>;

  /** Last day of the license in UTC; null if it never expires. */
  @ApiProperty({ type: String, format: 'date', nullable: true, example: '2026-01-01' })
  valid_until!: string | null;

  /** Maximum number of devices; null is unlimited. */
  @ApiProperty({ type: 'integer', nullable: true, example: 5 })
  max_activations!: number | null;

  @ApiProperty({ type: 'integer', example: 3, description: 'Number of active devices.' })
  current_activations!: number;

  static from({ license, use }: LicenseWithUsage, now: Date): CustomerLicenseDto {
    const status = license.statusAt(now);
    return {
      id: license.id,
      license_key: license.key,
      type: license.type,
      status: status === 'unused' ? 'active' : status,
      valid_until: license.expiresAt && dateOf(license.expiresAt),
      max_activations: license.maxActivations,
      current_activations: use.seats,
    };
  }
}

@ApiSchema({ name: 'CustomerLicenses' })
export class CustomerLicensesDto {
  @ApiProperty({ type: [CustomerLicenseDto], description: 'The newest licenses, 1,000 at most.' })
  licenses!: CustomerLicenseDto[];
}

@ApiSchema({ name: 'CustomerStats' })
export class CustomerStatsDto {
  /** Number of the customer's licenses. */
  @ApiProperty({ type: 'integer', example: 10 })
  total_licenses!: number;

  @ApiProperty({ type: 'integer', example: 8, description: 'Licenses with status `active`.' })
  active_licenses!: number;

  @ApiProperty({ type: 'integer', example: 25, description: 'Active devices of all licenses.' })
  total_activations!: number;

  @ApiProperty({ type: 'integer', example: 150, description: 'Sum of `max_users`; an unlimited license counts 0.' })
  total_users!: number;

  static from({ licenses, valid, activations, users }: CustomerStats): CustomerStatsDto {
    return { total_licenses: licenses, active_licenses: valid, total_activations: activations, total_users: users };
  }
}

import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { Type as ConvertTo } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import { IsAnyName } from '../../../common/pagination/any-of';
import { MayBeMissing } from '../../../common/validation/fields';
import type { LicenseWithUsage } from '../../licenses/licenses.service';
import { type FullLicense, type FullLicenses, MAX_UNUSED } from '../license-seats-statistics.service';

const COUNT = { type: 'integer' } as const;

export class FullLicensesQueryDto {
  @IsAnyName('UUIDs or references of products; by default, all that the caller can see.')
  product?: string[];

  /** Maximum number of items, 1 to 100; 20 by default. */
  @MayBeMissing()
  @ConvertTo(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  @ApiProperty({ type: 'integer', default: 20, required: false, minimum: 1, maximum: 100 })
  limit: number = 20;
}

export class UnusedLicensesQueryDto extends FullLicensesQueryDto {
  /** Days since the license was issued, at least; 30 by default. */
  @MayBeMissing()
  @ConvertTo(() => Number)
  @IsInt()
  @Min(0)
  @Max(3650)
  @ApiProperty({ type: 'integer', default: 30, required: false, minimum: 0, maximum: 3650 })
  days: number = 30;
}

class CountedLicenseDto {
  @ApiProperty({ format: 'uuid', description: 'UUID of the license.' })
  license!: string;

  /** License key. */
  license_key!: string;

  /** Reference of the product. */
  product!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Name or e-mail address of the customer; null without one.',
  })
  customer!: string | null;
}

@ApiSchema({ name: 'UnusedLicense' })
class UnusedLicenseDto extends CountedLicenseDto {
  /** When the license was issued. */
  created_at!: Date;

  static from({ license }: LicenseWithUsage): UnusedLicenseDto {
    const { uid, key, product, customer, createdAt } = license;
    return {
      license: uid,
      license_key: key,
      product: product?.reference ?? '',
      customer: customer?.name || (customer?.email ?? null),
      created_at: createdAt,
    };
  }
}

@ApiSchema({ name: 'UnusedLicenses' })
export class UnusedLicensesDto {
  @ApiProperty({ ...COUNT, description: `Number of these licenses, at most ${MAX_UNUSED}: then there may be more.` })
  count!: number;

  /** The newest of these licenses. */
  items!: UnusedLicenseDto[];

  static from({
    count,
    rows,
  }: {
    readonly count: number;
    readonly rows: readonly LicenseWithUsage[];
  }): UnusedLicensesDto {
    return { count, items: rows.map((row) => UnusedLicenseDto.from(row)) };
  }
}

@ApiSchema({ name: 'LicenseWithoutSeats' })
class LicenseWithoutSeatsDto extends CountedLicenseDto {
  @ApiProperty({ ...COUNT, description: 'Seats of the license.' })
  max_activations!: number;

  @ApiProperty({ ...COUNT, description: 'Seats that are taken now.' })
  devices!: number;

  static from({ uid, key, product, customer, limit, devices }: FullLicense): LicenseWithoutSeatsDto {
    return { license: uid, license_key: key, product, customer, max_activations: limit, devices };
  }
}

@ApiSchema({ name: 'LicensesWithoutSeats' })
export class LicensesWithoutSeatsDto {
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When they were counted; null before the first time, a few minutes after the first start.',
  })
  counted_at!: Date | null;

  @ApiProperty({ ...COUNT, description: 'Number of these licenses at that time.' })
  count!: number;

  /** The newest of these licenses, among the 1,000 newest, that still have no free seat. */
  items!: LicenseWithoutSeatsDto[];

  static from({ countedAt, count, rows }: FullLicenses): LicensesWithoutSeatsDto {
    return { counted_at: countedAt, count, items: rows.map((row) => LicenseWithoutSeatsDto.from(row)) };
  }
}

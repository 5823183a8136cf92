import { ApiProperty, ApiSchema, IntersectionType, PickType } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { IsCalendarDate, MayBeMissing } from '../../../common/validation/fields';
import { type Dimension, DIMENSIONS } from '../dimensions';
import {
  type Statistics,
  STATISTICS_DAYS,
  STATISTICS_ORDERS,
  type StatisticsOrder,
  type StatisticsRow,
} from '../dimension-statistics.service';
import type { LicenseDay } from '../license-days.service';
import { FullLicensesQueryDto } from './license-seats-statistics.dto';

const OPTIONAL_COUNT = { type: 'integer', nullable: true } as const;

export class StatisticsDaysQueryDto extends PickType(FullLicensesQueryDto, ['product']) {
  @MayBeMissing()
  @IsCalendarDate()
  @ApiProperty({
    required: false,
    description: `First day of the answers that are counted; by default, 29 days before \`to\`. At most ${STATISTICS_DAYS} days.`,
    example: undefined,
  })
  from?: string;

  @MayBeMissing()
  @IsCalendarDate()
  @ApiProperty({ required: false, description: 'Last day; today by default.', example: undefined })
  to?: string;
}

export class StatisticsQueryDto extends IntersectionType(FullLicensesQueryDto, StatisticsDaysQueryDto) {
  @MayBeMissing()
  @IsIn(DIMENSIONS)
  @ApiProperty({
    enum: DIMENSIONS,
    enumName: 'StatisticsDimension',
    required: false,
    default: 'product',
    description:
      'Property of licenses and devices that is compared, `product` by default. Countries need the setting `COUNTRY_DATABASE`.',
  })
  by: Dimension = 'product';

  @MayBeMissing()
  @IsIn(STATISTICS_ORDERS)
  @ApiProperty({
    enum: STATISTICS_ORDERS,
    enumName: 'StatisticsOrder',
    required: false,
    description: 'Figure by which the items are sorted, largest first: `licenses` by default, for customers `checks`.',
  })
  order?: StatisticsOrder;
}

@ApiSchema({ name: 'StatisticsItem' })
class StatisticsItemDto {
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'UUID of the product, the policy or the customer; null for a version, a country or an entitlement.',
  })
  id!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'Name of the product, the policy or the customer; version, empty for apps that name none; ISO code of the country; or code of the entitlement. Null for a customer without a name.',
    example: 'Photo Studio',
  })
  name!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'Reference of the product, its version or its entitlement; null for policies, countries and customers.',
    example: 'photo-studio',
  })
  product!: string | null;

  @ApiProperty({
    ...OPTIONAL_COUNT,
    description: 'Licenses; for a version or a country, those with a device. Null for customers.',
  })
  licenses!: number | null;

  @ApiProperty({
    ...OPTIONAL_COUNT,
    description: 'Licenses that are neither suspended nor expired, and have started. Null for customers.',
  })
  usable_licenses!: number | null;

  @ApiProperty({ ...OPTIONAL_COUNT, description: 'Devices and domains that hold a seat. Null for customers.' })
  devices!: number | null;

  @ApiProperty({ ...OPTIONAL_COUNT, description: 'Accepted activations in the span. Null for entitlements.' })
  activations!: number | null;

  @ApiProperty({
    ...OPTIONAL_COUNT,
    description:
      'Results of calls by apps in the span: checks, activations, heartbeats, sessions, usage reports and downloads. Null for entitlements.',
  })
  checks!: number | null;

  @ApiProperty({ ...OPTIONAL_COUNT, description: 'Answers that did not let the app run. Null for entitlements.' })
  refused!: number | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'The last answer in the span; null if there was none.',
  })
  last_contact_at!: Date | null;

  static from({ uid, name, product, usable, lastContactAt, ...numbers }: StatisticsRow): StatisticsItemDto {
    const { licenses, devices, activations, checks, refused } = numbers;
    return {
      id: uid,
      name,
      product,
      licenses,
      usable_licenses: usable,
      devices,
      activations,
      checks,
      refused,
      last_contact_at: lastContactAt,
    };
  }
}

@ApiSchema({ name: 'Statistics' })
export class StatisticsDto {
  @ApiProperty({ format: 'date', description: "First day, in the installation's time zone." })
  from!: string;

  @ApiProperty({ format: 'date', description: 'Last day.' })
  to!: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description:
      'When licenses and devices were counted; null before the first time, a few minutes after the first start.',
  })
  counted_at!: Date | null;

  /** Sorted by the figure in `order`, largest first. Of each day, only the 1,000 values with the most answers count. */
  @ApiProperty({ type: [StatisticsItemDto] })
  items!: StatisticsItemDto[];

  static from({ from, to, countedAt, rows }: Statistics): StatisticsDto {
    return { from, to, counted_at: countedAt, items: rows.map((row) => StatisticsItemDto.from(row)) };
  }
}

@ApiSchema({ name: 'StatisticsDay' })
class StatisticsDayDto implements LicenseDay {
  /**
   * Calendar date, in `TIME_ZONE`.
   * @example "2027-01-31"
   */
  day!: string;

  @ApiProperty({ type: 'integer', description: 'Licenses issued, without those that were deleted.', example: 12 })
  issued!: number;

  @ApiProperty({ type: 'integer', description: 'Licenses that expired and were not extended since.', example: 3 })
  expired!: number;

  @ApiProperty({ type: 'integer', description: 'Licenses revoked.', example: 0 })
  revoked!: number;

  @ApiProperty({ type: 'integer', description: 'Activations of devices and domains.', example: 40 })
  activations!: number;

  @ApiProperty({ type: 'integer', description: 'Results of calls by apps.', example: 5200 })
  checks!: number;

  @ApiProperty({ type: 'integer', description: 'Answers that did not let the app run.', example: 17 })
  refused!: number;
}

@ApiSchema({ name: 'StatisticsDays' })
export class StatisticsDaysDto {
  /** Days, oldest first. */
  @ApiProperty({ type: [StatisticsDayDto] })
  items!: StatisticsDayDto[];
}

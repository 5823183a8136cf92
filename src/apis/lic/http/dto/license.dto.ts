import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { type Calendar, MayBeMissing } from '../../../../core/common';
import type { LicenseChange, LicenseFilter, LicenseWithUsage } from '../../../../core/licensing';
import type { License } from '../../../../core/licenses';
import { MAX_DURATION_DAYS } from '../../../../core/catalog';
import { SuccessDto } from '../../../kit/success.dto';
import { DoneDto, PaginationDto } from './answer.dto';
import { IsLine, IsNumberFrom, IsQueryNumber, IsQueryText } from './fields';
import { LicenseStatus, STATUS_TEXTS, statusOf, WITH_STATUS } from './license-status';

const MAX_BATCH = 100;

@ApiSchema({ name: 'ListLicenses' })
export class ListLicensesDto {
  /** Number of the page; 1 by default. */
  @IsQueryNumber({ min: 1, byDefault: 1 })
  page: number = 1;

  /** Number of items per page, 20 by default; values above 100 are reduced to 100. */
  @IsQueryNumber({ min: 1, byDefault: 20 })
  per_page: number = 20;

  /** Status of the licenses. 0: unused, 1: used, 2: disabled. */
  @IsQueryNumber({ min: LicenseStatus.Unused, max: LicenseStatus.Disabled })
  status?: number;

  /** Part of the license key, the device note or the batch note. */
  @IsQueryText()
  search?: string;

  static toFilter({ status, search }: ListLicensesDto): LicenseFilter {
    return { search, ...(status !== undefined && WITH_STATUS[status]) };
  }
}

@ApiSchema({ name: 'CreateLicenses' })
export class CreateLicensesDto {
  /**
   * Number of licenses to create.
   * @example 10
   */
  @IsNumberFrom(1, MAX_BATCH)
  count!: number;

  /**
   * Days from the creation until the licenses expire.
   * @example 365
   */
  @IsNumberFrom(1, MAX_DURATION_DAYS)
  duration_days!: number;

  /** Note on the batch; empty by default. */
  @IsOptional()
  @IsLine(255, 0)
  @ApiPropertyOptional({ type: String, nullable: true, example: '许可证批次' })
  note?: string | null;
}

@ApiSchema({ name: 'UpdateLicense' })
export class UpdateLicenseDto {
  /** Note on the machine. */
  @IsOptional()
  @IsLine(2000, 0)
  @ApiPropertyOptional({ type: String, nullable: true, example: '新的设备备注' })
  machine_note?: string | null;

  /** New status. 1: enabled, 2: disabled. A used license never becomes unused again. */
  @MayBeMissing()
  @IsNumberFrom(LicenseStatus.Used, LicenseStatus.Disabled)
  status?: LicenseStatus.Used | LicenseStatus.Disabled;

  static toChange({ machine_note, status }: UpdateLicenseDto): LicenseChange {
    return {
      deviceNote: machine_note === null ? '' : machine_note,
      isDisabled: status === undefined ? undefined : status === LicenseStatus.Disabled,
    };
  }
}

@ApiSchema({ name: 'ExtendLicense' })
export class ExtendLicenseDto {
  /**
   * Calendar days by which the license is extended.
   * @example 30
   */
  @IsNumberFrom(1, MAX_DURATION_DAYS)
  days!: number;
}

@ApiSchema({ name: 'License' })
export class LicenseDto {
  /** Number. */
  @ApiProperty({ type: 'integer', example: 1 })
  id!: number;

  /**
   * License key.
   * @example "LIC-ABCD1234EFGH5678"
   */
  license_key!: string;

  /** 0: unused, 1: used, 2: disabled. */
  @ApiProperty({ type: 'integer', enum: [0, 1, 2], example: 1 })
  status!: number;

  /** The status in Chinese. */
  @ApiProperty({ enum: Object.values(STATUS_TEXTS), example: '已使用' })
  status_text!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'MACHINE-XXXXXXXXXXXX',
    description: 'Code of the bound machine; null if none is bound.',
  })
  machine_code!: string | null;

  /**
   * Note on the machine.
   * @example "办公电脑"
   */
  machine_note!: string;

  /** Days from the creation until the expiration; null if the license never expires. */
  @ApiProperty({ type: 'integer', nullable: true, example: 365 })
  duration_days!: number | null;

  /**
   * When it was created, in the installation's time zone.
   * @example "2024-01-01 00:00:00"
   */
  created_at!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    example: '2024-12-31 23:59:59',
    description: 'Expiry time; null means that the license never expires.',
  })
  expires_at!: string | null;

  /** When the license was last verified, in the installation's time zone; null if never. */
  @ApiProperty({ type: String, nullable: true, example: '2024-01-01 12:00:00' })
  last_used_at!: string | null;

  /** The machine is the one that used the license last. */
  static from({ license, use: { device } }: LicenseWithUsage, calendar: Calendar): LicenseDto {
    const status = statusOf(license);
    return {
      id: license.id,
      license_key: license.key,
      status,
      status_text: STATUS_TEXTS[status],
      machine_code: device?.fingerprint ?? null,
      machine_note: license.deviceNote,
      duration_days: license.durationDays,
      created_at: calendar.dateTimeOf(license.createdAt),
      expires_at: license.expiresAt && calendar.dateTimeOf(license.expiresAt),
      last_used_at: device ? calendar.dateTimeOf(device.lastSeenAt) : null,
    };
  }
}

@ApiSchema({ name: 'ChangedLicense' })
export class LicenseAnswerDto extends DoneDto {
  /**
   * Result in Chinese, for a person.
   * @example "许可证更新成功"
   */
  override message!: string;

  /** The result. */
  data!: LicenseDto;
}

@ApiSchema({ name: 'LicensePage' })
export class LicensePageDto {
  /** Licenses of this page, newest first. */
  licenses!: LicenseDto[];

  /** Page numbers and totals. */
  pagination!: PaginationDto;
}

@ApiSchema({ name: 'LicenseList' })
export class LicenseListDto extends SuccessDto {
  /** The result. */
  data!: LicensePageDto;
}

@ApiSchema({ name: 'IssuedLicenses' })
export class IssuedLicensesDto {
  /**
   * Keys of the new licenses.
   * @example ["LIC-ABCD1234EFGH5678"]
   */
  license_keys!: string[];

  /** Number of new licenses. */
  @ApiProperty({ type: 'integer', example: 1 })
  count!: number;

  /** Days from the creation until the expiration; null if the license never expires. */
  @ApiProperty({ type: 'integer', example: 365 })
  duration_days!: number;

  /** Expiration time in the installation's time zone; null if the licenses never expire. */
  @ApiProperty({ type: String, nullable: true, example: '2024-12-31 23:59:59' })
  expires_at!: string | null;

  static from(issued: readonly License[], durationDays: number, calendar: Calendar): IssuedLicensesDto {
    const expiresAt = issued[0]?.expiresAt ?? null;
    return {
      license_keys: issued.map(({ key }) => key),
      count: issued.length,
      duration_days: durationDays,
      expires_at: expiresAt && calendar.dateTimeOf(expiresAt),
    };
  }
}

@ApiSchema({ name: 'CreatedLicenses' })
export class CreatedLicensesDto extends DoneDto {
  /**
   * Result in Chinese, for a person.
   * @example "许可证创建成功"
   */
  override message!: string;

  /** The result. */
  data!: IssuedLicensesDto;
}

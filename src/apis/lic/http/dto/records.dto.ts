import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { type Calendar, dateAfter, normalizeAddress } from '../../../../core/common';
import type { VerificationRecord } from '../../../../core/licensing';
import type { LicenseStats, RecordFilter, VerificationStats } from '../../../../core/licensing/internal';
import { resultText } from '../result-texts';
import { SuccessDto } from '../../../kit/success.dto';
import { PaginationDto } from './answer.dto';
import { IsQueryDate, IsQueryNumber, IsQueryText } from './fields';

@ApiSchema({ name: 'Activity' })
export class ActivityDto {
  /** Day. */
  @ApiProperty({ format: 'date', example: '2024-01-07' })
  date!: string;

  /** Number of verifications on this day. */
  @ApiProperty({ type: 'integer', example: 1200 })
  verifications!: number;
}

@ApiSchema({ name: 'Stats' })
export class StatsDto {
  /** Number of all licenses. */
  @ApiProperty({ type: 'integer', example: 1000 })
  total_licenses!: number;

  /** Number of licenses that are neither disabled nor expired. */
  @ApiProperty({ type: 'integer', example: 800 })
  active_licenses!: number;

  /** Number of expired licenses that are not disabled. */
  @ApiProperty({ type: 'integer', example: 150 })
  expired_licenses!: number;

  /** Number of disabled licenses. */
  @ApiProperty({ type: 'integer', example: 50 })
  disabled_licenses!: number;

  @ApiProperty({ type: 'integer', example: 200, description: 'Number of active licenses that were never used.' })
  unused_licenses!: number;

  /** Number of verifications today. */
  @ApiProperty({ type: 'integer', example: 5000 })
  today_verifications!: number;

  /** Number of all verifications. */
  @ApiProperty({ type: 'integer', example: 500000 })
  total_verifications!: number;

  @ApiProperty({ type: [ActivityDto], description: 'Verifications per day of the last seven days, newest first.' })
  recent_activity!: ActivityDto[];

  static from(licenses: LicenseStats, verifications: VerificationStats): StatsDto {
    return {
      total_licenses: licenses.total,
      active_licenses: licenses.valid,
      expired_licenses: licenses.expired,
      disabled_licenses: licenses.suspended,
      unused_licenses: licenses.unused,
      today_verifications: verifications.today,
      total_verifications: verifications.total,
      recent_activity: [...verifications.recent],
    };
  }
}

@ApiSchema({ name: 'StatsAnswer' })
export class StatsAnswerDto extends SuccessDto {
  /** The result. */
  data!: StatsDto;
}

@ApiSchema({ name: 'ListLogs' })
export class ListLogsDto {
  /** Number of the page; 1 by default. */
  @IsQueryNumber({ min: 1, byDefault: 1 })
  page: number = 1;

  /** Number of items per page, 50 by default; values above 100 are reduced to 100. */
  @IsQueryNumber({ min: 1, byDefault: 50 })
  per_page: number = 50;

  /** Only entries whose license key contains this text. */
  @IsQueryText()
  license_key?: string;

  /** First day of the entries, in the form `YYYY-MM-DD`. */
  @IsQueryDate()
  start_date?: string;

  /** Last day, inclusive. */
  @IsQueryDate()
  end_date?: string;

  /** Only entries whose IP address contains this text. */
  @IsQueryText()
  ip_address?: string;

  static toFilter({ license_key, start_date, end_date, ip_address }: ListLogsDto, calendar: Calendar): RecordFilter {
    return {
      key: license_key,
      ip: ip_address && (normalizeAddress(ip_address) ?? ip_address),
      from: start_date === undefined ? undefined : calendar.startOf(start_date),
      until: end_date === undefined ? undefined : calendar.startOf(dateAfter(end_date, 1)),
    };
  }
}

@ApiSchema({ name: 'LogEntry' })
export class LogEntryDto {
  /** Number. */
  @ApiProperty({ type: 'integer', example: 1 })
  id!: number;

  /**
   * License key.
   * @example "LIC-ABCD1234EFGH5678"
   */
  license_key!: string;

  /** Machine code of the request; null if it had none. */
  @ApiProperty({ type: String, nullable: true, example: 'MACHINE-XXXXXXXXXXXX' })
  machine_code!: string | null;

  /** IP address of the request; null if unknown. */
  @ApiProperty({ type: String, nullable: true, example: '192.168.1.100' })
  ip_address!: string | null;

  /** User-Agent of the program; null if it sent none. */
  @ApiProperty({ type: String, nullable: true, example: 'MyApp/1.0.0' })
  user_agent!: string | null;

  /**
   * Result of the verification in Chinese.
   * @example "验证成功"
   */
  result!: string;

  /**
   * When it was created, in the installation's time zone.
   * @example "2024-01-01 12:00:00"
   */
  created_at!: string;

  static from(record: VerificationRecord, calendar: Calendar): LogEntryDto {
    return {
      id: record.id,
      license_key: record.key,
      machine_code: record.fingerprint,
      ip_address: record.ip,
      user_agent: record.userAgent,
      result: resultText(record),
      created_at: calendar.dateTimeOf(record.at),
    };
  }
}

@ApiSchema({ name: 'LogPage' })
export class LogPageDto {
  /** Entries of this page, newest first. */
  logs!: LogEntryDto[];

  /** Page numbers and totals. */
  pagination!: PaginationDto;
}

@ApiSchema({ name: 'LogList' })
export class LogListDto extends SuccessDto {
  /** The result. */
  data!: LogPageDto;
}

import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { type Calendar, dateAfter } from '../../../../common/calendar';
import { normalizeAddress } from '../../../../common/http/addresses';
import type { LicenseStats } from '../../../../licensing/licenses/license-stats.service';
import type { VerificationStats } from '../../../../licensing/verifications/verification-stats.service';
import type {
  RecordFilter,
  VerificationRecord,
} from '../../../../licensing/verifications/verification-records.service';
import { resultText } from '../result-texts';
import { SuccessDto } from '../../../kit/success.dto';
import { PaginationDto } from './answer.dto';
import { IsQueryDate, IsQueryNumber, IsQueryText } from './fields';

@ApiSchema({ name: 'Activity' })
export class ActivityDto {
  @ApiProperty({ format: 'date', example: '2024-01-07' })
  date!: string;

  @ApiProperty({ type: 'integer', example: 1200 })
  verifications!: number;
}

@ApiSchema({ name: 'Stats' })
export class StatsDto {
  @ApiProperty({ type: 'integer', example: 1000 })
  total_licenses!: number;

  @ApiProperty({ type: 'integer', example: 800 })
  active_licenses!: number;

  @ApiProperty({ type: 'integer', example: 150 })
  expired_licenses!: number;

  @ApiProperty({ type: 'integer', example: 50 })
  disabled_licenses!: number;

  @ApiProperty({ type: 'integer', example: 200, description: 'Number of active licenses that were never used.' })
  unused_licenses!: number;

  @ApiProperty({ type: 'integer', example: 5000 })
  today_verifications!: number;

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
  data!: StatsDto;
}

@ApiSchema({ name: 'ListLogs' })
export class ListLogsDto {
  @IsQueryNumber({ min: 1, byDefault: 1 })
  page: number = 1;

  /** Number of items per page, 50 by default; values above 100 are reduced to 100. */
  @IsQueryNumber({ min: 1, byDefault: 50 })
  per_page: number = 50;

  @IsQueryText()
  license_key?: string;

  @IsQueryDate()
  start_date?: string;

  /** Last day, inclusive. */
  @IsQueryDate()
  end_date?: string;

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
  @ApiProperty({ type: 'integer', example: 1 })
  id!: number;

  /** @example "LIC-ABCD1234EFGH5678" */
  license_key!: string;

  @ApiProperty({ type: String, nullable: true, example: 'MACHINE-XXXXXXXXXXXX' })
  machine_code!: string | null;

  @ApiProperty({ type: String, nullable: true, example: '192.168.1.100' })
  ip_address!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'MyApp/1.0.0' })
  user_agent!: string | null;

  /** @example "验证成功" */
  result!: string;

  /** @example "2024-01-01 12:00:00" */
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
  logs!: LogEntryDto[];

  pagination!: PaginationDto;
}

@ApiSchema({ name: 'LogList' })
export class LogListDto extends SuccessDto {
  data!: LogPageDto;
}

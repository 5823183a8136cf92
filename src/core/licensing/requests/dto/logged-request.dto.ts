import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsTimeZone } from 'class-validator';
import { PageOf } from '../../../common/pagination/page.dto';
import { SortedPage } from '../../../common/pagination/sorting';
import { MAX_SCANNED_ROWS } from '../../../common/pagination/page-request';
import { IsSearchFilter } from '../../../common/validation/search-text';
import { IsCalendarDate, IsFilterTime, MaxLength, MayBeMissing } from '../../../common/validation/fields';
import { type Operation, OPERATIONS } from '../../../verification/log/verification.entity';
import type { ApiKeyUsage, DateSpan } from '../../verifications/api-key-usage.service';
import type { LoggedVerdict, VerdictFilter } from '../../verifications/verdict-log.service';
import { IsAnyOf } from '../../../common/pagination/any-of';

const OUTCOMES = ['usable', 'refused'] as const;

export class ListRequestsDto extends SortedPage({ at: { property: 'at' } }, 'RequestSort') {
  @IsAnyOf(OUTCOMES, 'RequestOutcome', {
    description:
      '`usable`: VALID, IN_GRACE and EXPIRED_BUT_USABLE. `refused`: all other codes. ' +
      `With this filter, a page examines at most ${MAX_SCANNED_ROWS.toLocaleString('en')} requests: it may have fewer items than \`limit\`, or none, before the end.`,
  })
  outcome?: (typeof OUTCOMES)[number][];

  @IsSearchFilter('device, the address, the app version or the code', { among: MAX_SCANNED_ROWS })
  q?: string;

  @IsFilterTime('Requests at this time or later.', 'start')
  from?: Date;

  @IsFilterTime('Requests before this time.', 'afterwards')
  to?: Date;

  static toFilter({ outcome, q, from, to }: ListRequestsDto): VerdictFilter {
    const isUsable = new Set(outcome).size === 1 ? outcome?.[0] === 'usable' : undefined;
    return { isUsable, search: q, from, until: to };
  }
}

@ApiSchema({ name: 'RequestApiKey' })
class RequestApiKeyDto {
  /** UUID. */
  @ApiProperty({ format: 'uuid' })
  id!: string;

  /** Display name of the key. */
  name!: string;
}

/** Fields of each request in the log. */
export class RequestFactsDto {
  /** Number of the request in the log. */
  @ApiProperty({ type: 'integer' })
  id!: number;

  /** When it was answered. */
  at!: Date;

  /**
   * API that was called.
   * @example "native"
   */
  dialect!: string;

  /**
   * Code of the result, whatever the API calls it.
   * @example "VALID"
   */
  code!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Address of the caller; null if it is unknown.' })
  ip!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'User agent of the caller; null if it sent none.' })
  user_agent!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Version of the app; null if it named none.' })
  app_version!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Fingerprint of the device; null if it named none.' })
  fingerprint!: string | null;

  static factsOf(request: LoggedFacts): RequestFactsDto {
    const { id, at, dialect, outcome, ip, userAgent, appVersion, fingerprint } = request;
    return { id, at, dialect, code: outcome, ip, user_agent: userAgent, app_version: appVersion, fingerprint };
  }
}

type LoggedFacts = Pick<
  LoggedVerdict,
  'id' | 'at' | 'dialect' | 'outcome' | 'ip' | 'userAgent' | 'appVersion' | 'fingerprint'
>;

@ApiSchema({ name: 'LoggedRequest' })
export class LoggedRequestDto extends RequestFactsDto {
  /** Operation that the app requested. */
  @ApiProperty({ enum: OPERATIONS, enumName: 'RequestOperation' })
  operation!: Operation;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'ID of the license; null if there is none with the key that was sent, or if it was deleted.',
  })
  license_id!: string | null;

  @ApiProperty({
    type: RequestApiKeyDto,
    nullable: true,
    description: 'API key that the caller authenticated with; null if the call needed none.',
  })
  api_key!: RequestApiKeyDto | null;

  static from(request: LoggedVerdict): LoggedRequestDto {
    const { operation, licenseUid, apiKey } = request;
    return {
      ...RequestFactsDto.factsOf(request),
      operation,
      license_id: licenseUid,
      api_key: apiKey && { id: apiKey.uid, name: apiKey.name },
    };
  }
}

@ApiSchema({ name: 'LoggedRequestPage' })
export class LoggedRequestPageDto extends PageOf(LoggedRequestDto) {}

export class ApiKeyUsageQueryDto implements DateSpan {
  @MayBeMissing()
  @IsCalendarDate()
  @ApiProperty({
    required: false,
    description: 'First day; by default, 29 days before `to`. At most 90 days.',
    example: undefined,
  })
  from?: string;

  @MayBeMissing()
  @IsCalendarDate()
  @ApiProperty({ required: false, description: 'Last day; today by default.', example: undefined })
  to?: string;

  /**
   * IANA name of the time zone whose days are counted. Default: the installation's `TIME_ZONE`.
   * @example "Europe/Berlin"
   */
  @MayBeMissing()
  @MaxLength(64)
  @IsTimeZone()
  time_zone?: string;
}

@ApiSchema({ name: 'ApiKeyDayUsage' })
class DayUsageDto {
  /**
   * Calendar date.
   * @example "2027-01-31"
   */
  @ApiProperty({ format: 'date' })
  date!: string;

  @ApiProperty({ type: 'integer', description: 'Requests of the day.' })
  total!: number;

  @ApiProperty({ type: 'integer', description: 'Requests of the day that were refused.' })
  refused!: number;
}

@ApiSchema({ name: 'ApiKeyUsage' })
export class ApiKeyUsageDto {
  /** Days of the span, oldest first, also those without requests. */
  days!: DayUsageDto[];

  @ApiProperty({ type: 'integer', description: 'Requests of the span.' })
  total!: number;

  @ApiProperty({ type: 'integer', description: 'Requests of the span that were refused.' })
  refused!: number;

  static from({ days, total, refused }: ApiKeyUsage): ApiKeyUsageDto {
    return { days: days.map((day) => ({ date: day.date, total: day.total, refused: day.refused })), total, refused };
  }
}

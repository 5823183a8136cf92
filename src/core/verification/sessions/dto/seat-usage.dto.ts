import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { DAY } from '../../../common/calendar';
import { problem } from '../../../common/errors/domain-error';
import { IsFilterTime, MayBeMissing } from '../../../common/validation/fields';
import type { SeatDemand } from '../seat-demand';
import {
  SEAT_USAGE_BY,
  type SeatUsage,
  type SeatUsageBy,
  type SeatUsageItem,
  type SeatUsageRequest,
} from '../seat-usage.service';

/** Longest time of a report, in days, and the one by default. */
const MAX_DAYS = 366;
const DEFAULT_DAYS = 30;

export class SeatUsageQueryDto {
  @MayBeMissing()
  @IsIn(SEAT_USAGE_BY)
  @ApiProperty({
    enum: SEAT_USAGE_BY,
    enumName: 'SeatUsageBy',
    default: 'day',
    required: false,
    description: 'Rows by day, feature, user or host.',
  })
  by?: SeatUsageBy;

  @IsFilterTime('Begin of the report; 30 days before its end by default.', 'start')
  from?: Date;

  @IsFilterTime('End of the report, at most 366 days later; now by default.', 'afterwards')
  to?: Date;

  static toRequest({ by = 'day', from, to }: SeatUsageQueryDto, now: Date): SeatUsageRequest {
    const until = to ?? now;
    const since = from ?? new Date(until.getTime() - DEFAULT_DAYS * DAY);
    if (since > until || until.getTime() - since.getTime() > MAX_DAYS * DAY) {
      throw problem('SEAT_USAGE_TIME_INVALID', { days: MAX_DAYS });
    }
    return { by, from: since, to: until };
  }
}

@ApiSchema({ name: 'SeatDemand' })
class SeatDemandDto {
  @ApiProperty({ type: 'integer', description: 'Sessions that ran; by feature, times that it was taken.' })
  sessions!: number;

  /** Hours of these sessions together. */
  hours!: number;

  @ApiProperty({ type: 'integer', description: 'Most seats that were taken at once.' })
  peak!: number;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'Starts without a free seat, once an hour for each device; null by user.',
  })
  refused!: number | null;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'Minutes for which all seats were taken, by the limit of today; null without one.',
  })
  full_minutes!: number | null;

  @ApiProperty({
    type: 'integer',
    description:
      'Fewest seats with which no start would have been refused, if a refused device wants a seat for an hour or until it gets one.',
  })
  sufficient_seats!: number;

  protected static demand(demand: Omit<SeatDemand, 'refused'> & { refused: number | null }): SeatDemandDto {
    const { sessions, hours, peak, refused, fullMinutes, sufficient } = demand;
    const rounded = Math.round(hours * 100) / 100;
    return { sessions, hours: rounded, peak, refused, full_minutes: fullMinutes, sufficient_seats: sufficient };
  }

  static ofTotal(demand: SeatDemand): SeatDemandDto {
    return SeatDemandDto.demand(demand);
  }
}

/** A row of the report in answers of the native API. */
@ApiSchema({ name: 'SeatUsageItem' })
export class SeatUsageItemDto extends SeatDemandDto {
  @ApiProperty({
    type: String,
    nullable: true,
    example: '2027-03-01',
    description: 'Date in `TIME_ZONE`, code of the feature, user, or hardware ID; null for sessions without a user.',
  })
  key!: string | null;

  static from(item: SeatUsageItem): SeatUsageItemDto {
    return { key: item.key, ...SeatDemandDto.demand(item) };
  }
}

@ApiSchema({ name: 'SeatUsageReport' })
export class SeatUsageReportDto {
  /** Begin of the report. */
  from!: Date;

  /** End of the report, exclusive. */
  to!: Date;

  @ApiProperty({ type: 'integer', nullable: true, description: 'Floating seats of the license; null is unlimited.' })
  max_sessions!: number | null;

  /** All sessions of the license. */
  @ApiProperty({ type: SeatDemandDto })
  total!: SeatDemandDto;

  /** Days in order; otherwise the 200 rows with most hours. */
  @ApiProperty({ type: [SeatUsageItemDto] })
  items!: SeatUsageItemDto[];

  static from({ limit, total, items }: SeatUsage, { from, to }: SeatUsageRequest): SeatUsageReportDto {
    const rows = items.map((item) => SeatUsageItemDto.from(item));
    return { from, to, max_sessions: limit, total: SeatDemandDto.ofTotal(total), items: rows };
  }
}

/** Columns of the CSV file. */
export const SEAT_USAGE_FIELDS = [
  ...(['key', 'sessions', 'hours', 'peak', 'refused', 'full_minutes', 'sufficient_seats'] as const),
];

import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsTimeZone, MaxLength } from 'class-validator';
import { SPANS, type Span } from '../time-steps';
import { MayBeMissing } from '../validation/fields';

/** Selects a time line. */
export class SpanQueryDto {
  @MayBeMissing()
  @IsIn(SPANS)
  @ApiProperty({
    enum: SPANS,
    enumName: 'Span',
    required: false,
    default: '24h',
    description: 'Span of time that ends now: `24h` in hours, `7d` in quarters of days, `14d` and `30d` in days.',
  })
  span: Span = '24h';

  /**
   * IANA name of the time zone whose hours and days are counted. Default: the installation's `TIME_ZONE`.
   * @example "Europe/Berlin"
   */
  @MayBeMissing()
  @MaxLength(64)
  @IsTimeZone()
  time_zone?: string;
}

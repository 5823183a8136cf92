import { ApiProperty, ApiPropertyOptional, ApiSchema, OmitType } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';
import { IsName, IsWholeNumber, MayBeMissing } from '../../../common/validation/fields';
import { MAX_RATE } from '../../../common/limits/rate-limit-terms';
import { DeviceCallDto, HARDWARE_ID, IsHardwareId } from '../../calls/dto/client-call.dto';
import { MAX_CODE } from '../../calls/dto/usage-item.dto';
import type { TakenRate } from '../take-rate-limits.service';

@ApiSchema({ name: 'TakeRateLimit' })
export class TakeRateLimitDto extends OmitType(DeviceCallDto, ['license_key']) {
  /** License key, as the user entered it. If omitted, the limit is that of the API key in `X-API-Key`, and only `limit` and `cost` count. */
  @MayBeMissing()
  @IsString()
  @Length(1, 255)
  @ApiPropertyOptional({ example: 'Q7RD-K2LM-9XWE-4TUB' })
  license_key?: string;

  /** If omitted, device rules are not checked. All devices take from the limit of the license. */
  @MayBeMissing()
  @IsHardwareId()
  @ApiPropertyOptional(HARDWARE_ID)
  hardware_id?: string | Record<string, unknown>;

  /**
   * Name of the limit.
   * @example "reports"
   */
  @IsName(MAX_CODE)
  limit!: string;

  /** Amount to take; 0 takes nothing and only asks. */
  @MayBeMissing()
  @IsWholeNumber(0, MAX_RATE)
  @ApiPropertyOptional({ default: 1, example: undefined })
  cost?: number;
}

@ApiSchema({ name: 'RateLimitState' })
export class RateLimitStateDto {
  @ApiProperty({ type: 'integer', description: 'The most that is taken in a window.', example: 100 })
  limit!: number;

  @ApiProperty({ type: 'integer', minimum: 0, description: 'Left in this window.', example: 99 })
  remaining!: number;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'End of the window; null if nothing was taken yet.',
  })
  resets_at!: Date | null;

  static from({ limit, remaining, resetsAt }: TakenRate): RateLimitStateDto {
    return { limit, remaining, resets_at: resetsAt };
  }
}

import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsName, IsWholeNumber, MayBeMissing } from '../../../common/validation/fields';
import { MAX_RATE } from '../../../common/limits/rate-limit-terms';
import { DeviceCallDto, HARDWARE_ID, IsHardwareId } from '../../calls/dto/client-call.dto';
import { MAX_CODE } from '../../calls/dto/usage-item.dto';
import type { TakenRate } from '../take-rate-limits.service';

@ApiSchema({ name: 'TakeRateLimit' })
export class TakeRateLimitDto extends DeviceCallDto {
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

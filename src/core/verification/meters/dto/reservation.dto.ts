import { ApiProperty, ApiPropertyOptional, ApiSchema, OmitType } from '@nestjs/swagger';
import { IsName, IsWholeNumber, MayBeMissing } from '../../../common/validation/fields';
import { HARDWARE_ID, IsHardwareId, UserCallDto } from '../../calls/dto/client-call.dto';
import { AreItems, ReservedItemDto } from '../../calls/dto/usage-item.dto';

/** Seconds for which a reservation holds by default. */
export const RESERVED_SECONDS = 60;
const MAX_SECONDS = 3_600;
const MAX_TOKEN = 64;

@ApiSchema({ name: 'ReserveUsage' })
export class ReserveUsageDto extends UserCallDto {
  /** If omitted, device rules are not checked. */
  @MayBeMissing()
  @IsHardwareId()
  @ApiPropertyOptional(HARDWARE_ID)
  hardware_id?: string | Record<string, unknown>;

  @AreItems(ReservedItemDto)
  @ApiProperty({ description: 'Amounts to reserve: all of them, or none.' })
  items!: ReservedItemDto[];

  /** Seconds until it ends by itself. */
  @MayBeMissing()
  @IsWholeNumber(1, MAX_SECONDS)
  @ApiPropertyOptional({ default: RESERVED_SECONDS, example: undefined })
  expires_in?: number;
}

@ApiSchema({ name: 'UsageReservation' })
export class UsageReservationDto {
  /** Commits or releases the reservation. Shown once. */
  reservation_token!: string;

  /** When it ends by itself. */
  expires_at!: Date;
}

export class CommitReservationDto {
  /** The token of the reservation. */
  @IsName(MAX_TOKEN)
  reservation_token!: string;

  @MayBeMissing()
  @AreItems(ReservedItemDto)
  @ApiProperty({
    required: false,
    description: 'What was used, at most what was reserved; the rest is given back. All of it by default.',
    example: undefined,
  })
  items?: ReservedItemDto[];
}

export class ReleaseReservationDto extends OmitType(CommitReservationDto, ['items'] as const) {}

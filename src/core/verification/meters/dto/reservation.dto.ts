import { ApiProperty, ApiPropertyOptional, ApiSchema, OmitType } from '@nestjs/swagger';
import { problem } from '../../../common/errors/domain-error';
import { IsName, IsWholeNumber, MayBeMissing } from '../../../common/validation/fields';
import { AreItems, toUsageItems, UsageItemDto } from '../../calls/dto/usage-item.dto';
import type { UsageItem } from '../../rules/usage-items';
import { IsNonce, SignedOutcomeDto } from '../../signed-answers/dto/signed-answer.dto';
import { RecordUsageDto } from './usage.dto';

/** Seconds for which a reservation holds by default. */
export const RESERVED_SECONDS = 60;
const MAX_SECONDS = 3_600;
const MAX_TOKEN = 64;

@ApiSchema({ name: 'ReserveUsage' })
export class ReserveUsageDto extends RecordUsageDto {
  /** Seconds until it ends by itself. */
  @MayBeMissing()
  @IsWholeNumber(1, MAX_SECONDS)
  @ApiPropertyOptional({ default: RESERVED_SECONDS, example: undefined })
  expires_in?: number;

  static toReserved(input: ReserveUsageDto): readonly UsageItem[] {
    return positive(RecordUsageDto.toItems(input));
  }
}

@ApiSchema({ name: 'UsageReservation' })
export class UsageReservationDto extends SignedOutcomeDto {
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
  @AreItems(UsageItemDto)
  @ApiProperty({
    required: false,
    description: 'What was used, at most what was reserved; the rest is given back. All of it by default.',
    example: undefined,
  })
  items?: UsageItemDto[];

  @IsNonce()
  nonce?: string;

  static toItems({ items }: CommitReservationDto): readonly UsageItem[] | undefined {
    return items && positive(toUsageItems(items));
  }
}

/** @throws VALIDATION_ERROR if an item returns something */
function positive(items: readonly UsageItem[]): readonly UsageItem[] {
  const index = items.findIndex(({ amount }) => amount < 0);
  if (index >= 0) {
    throw problem('RESERVED_AMOUNT_NEGATIVE', { field: `items.${index}.amount` });
  }
  return items;
}

export class ReleaseReservationDto extends OmitType(CommitReservationDto, ['items', 'nonce'] as const) {}

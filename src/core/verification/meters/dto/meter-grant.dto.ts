import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { PageOf, PageQueryDto } from '../../../common/pagination/page.dto';
import { IsText, IsTimestamp, IsWholeNumber, MayBeMissing } from '../../../common/validation/fields';
import { IsSearchFilter } from '../../../common/validation/search-text';
import { type SentAmount, sentAmount } from '../../rules/credit-balance';
import { POLICY_PRIORITY } from '../../rules/draw-order';
import { GRANT_SOURCES, type GrantSource, MAX_GRANT, MAX_NOTE } from '../meter-grant.entity';
import type { ListedDraw, ListedGrant } from '../meter-grant-lists.service';
import type { AddedGrant, NewGrant } from '../meter-grants.service';
import { IsMeterAmount, METER_AMOUNT, NULLABLE_AMOUNT } from './meter-amount';

const GIVEN_SOURCES = ['hand', 'goodwill'] as const;

/** An amount of a meter or credit that is given to a license. */
@ApiSchema({ name: 'AddMeterGrant' })
export class AddMeterGrantDto {
  @IsMeterAmount({ min: 1, max: MAX_GRANT })
  @ApiProperty({ example: 500, description: 'Amount that can be taken; of a credit, a decimal text.' })
  amount!: SentAmount;

  /** From when on it can be taken; at once by default. */
  @IsTimestamp()
  starts_at?: Date | null;

  /** Until when it can be taken; without an end by default. A date alone is its last second in `TIME_ZONE`. */
  @IsTimestamp('end')
  expires_at?: Date | null;

  @MayBeMissing()
  @IsWholeNumber(0, 100)
  @ApiPropertyOptional({
    default: POLICY_PRIORITY,
    example: undefined,
    description:
      'The lowest is taken first, then the soonest end, then the oldest. The allowance of the policy has 50.',
  })
  priority?: number;

  @MayBeMissing()
  @IsIn(GIVEN_SOURCES)
  @ApiPropertyOptional({
    enum: GIVEN_SOURCES,
    enumName: 'GivenGrantSource',
    default: 'hand',
    example: undefined,
    description: 'Why it is given.',
  })
  source?: (typeof GIVEN_SOURCES)[number];

  @MayBeMissing()
  @IsText(MAX_NOTE)
  @ApiPropertyOptional({ example: undefined, description: 'Remark.' })
  note?: string;

  static toGrant({ amount, starts_at, expires_at, priority, source = 'hand', note }: AddMeterGrantDto): NewGrant {
    return { amount, startsAt: starts_at ?? undefined, expiresAt: expires_at, priority, source, note };
  }
}

const TIME = { type: String, format: 'date-time', nullable: true } as const;

@ApiSchema({ name: 'MeterGrantOfLicense' })
export class LicenseMeterGrantDto {
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'Null for the allowance of the period, and for what is left of an earlier one and was not taken yet.',
  })
  id!: string | null;

  @ApiProperty({ enum: GRANT_SOURCES, enumName: 'MeterGrantSource', description: 'Who gave it.' })
  source!: GrantSource;

  @ApiProperty({ ...NULLABLE_AMOUNT, description: 'Null is unlimited; of a credit, a decimal text.', example: 500 })
  amount!: SentAmount | null;

  @ApiProperty({ ...METER_AMOUNT, description: 'Taken and not returned.' })
  used!: SentAmount;

  @ApiProperty({ ...NULLABLE_AMOUNT, description: 'What can still be taken, including an overage; null is unlimited.' })
  left!: SentAmount | null;

  /** The lowest is taken first. */
  @ApiProperty({ type: 'integer' })
  priority!: number;

  @ApiProperty({ ...TIME, description: 'Null for the allowance of a meter that never resets.' })
  starts_at!: Date | null;

  @ApiProperty({ ...TIME, description: 'Null for a grant that never ends.' })
  expires_at!: Date | null;

  @ApiProperty({ type: String, nullable: true, description: 'Remark; of a top-up, the ID of the order in the shop.' })
  note!: string | null;

  @ApiProperty({ ...TIME, description: 'Null for a grant without an ID.' })
  created_at!: Date | null;

  @ApiProperty({ ...TIME, description: 'When what was left became void; null if it did not.' })
  voided_at!: Date | null;

  static from(grant: ListedGrant): LicenseMeterGrantDto {
    const { uid, source, amount, used, left, priority, startsAt, expiresAt, note, createdAt, voidedAt, decimals } =
      grant;
    const times = { starts_at: startsAt, expires_at: expiresAt, note, created_at: createdAt, voided_at: voidedAt };
    const sent = (stored: number | null): SentAmount | null => (stored === null ? null : sentAmount(decimals, stored));
    const amounts = { amount: sent(amount), used: sentAmount(decimals, used), left: sent(left) };
    return { id: uid, source, ...amounts, priority, ...times };
  }

  static added({ grant, decimals }: AddedGrant): LicenseMeterGrantDto {
    return LicenseMeterGrantDto.from({ ...grant, left: grant.amount - grant.used, decimals });
  }
}

@ApiSchema({ name: 'MeterGrantOfLicensePage' })
export class LicenseMeterGrantPageDto extends PageOf(LicenseMeterGrantDto) {}

export class ListMeterGrantsDto extends PageQueryDto {
  @IsSearchFilter('note')
  q?: string;
}

export class ListMeterDrawsDto extends PageQueryDto {
  @IsSearchFilter('fingerprint and name of the device')
  q?: string;
}

@ApiSchema({ name: 'MeterDraw' })
export class MeterDrawDto {
  @ApiProperty({ format: 'uuid', description: 'ID of the grant.' })
  grant!: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'ID of the device; null without one.' })
  activation!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Hardware ID of the device; null without one.' })
  hardware_id!: string | null;

  @ApiProperty({ ...METER_AMOUNT, description: 'Taken and not returned; of a credit, a decimal text.' })
  amount!: SentAmount;

  @ApiProperty({ ...TIME, description: 'Start of the period; null for a meter that never resets.' })
  period_start!: Date | null;

  /** Time of the last change. */
  updated_at!: Date;

  static from({ grant, device, amount, periodStart, updatedAt, decimals }: ListedDraw): MeterDrawDto {
    return {
      grant,
      activation: device?.uid ?? null,
      hardware_id: device?.fingerprint ?? null,
      amount: sentAmount(decimals, amount),
      period_start: periodStart,
      updated_at: updatedAt,
    };
  }
}

@ApiSchema({ name: 'MeterDrawPage' })
export class MeterDrawPageDto extends PageOf(MeterDrawDto) {}

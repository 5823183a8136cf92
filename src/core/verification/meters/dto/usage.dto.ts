import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  Matches,
  NotEquals,
  ValidateBy,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { PageOf } from '../../../common/pagination/page.dto';
import { SortedPage } from '../../../common/pagination/sorting';
import { IsFilterTime, IsName, IsText, IsWholeNumber, MayBeMissing } from '../../../common/validation/fields';
import { IsSearchFilter } from '../../../common/validation/search-text';
import { HARDWARE_ID, IsHardwareId, UserCallDto } from '../../calls/dto/client-call.dto';
import type { PeriodUsage } from '../meter-history.service';
import { type SentAmount, sentAmount } from '../../rules/credit-balance';
import { MOST_COUNTED } from '../../rules/current-balance';
import type { UsageItem } from '../../rules/usage-items';
import type { MeterCorrection } from '../correct-meter.service';
import { IsNonce, SignedOutcomeDto } from '../../signed-answers/dto/signed-answer.dto';
import { CreditUsageDto, MeterUsageDto } from '../../calls/dto/meter-usage.dto';
import { AMOUNT, MAX_AMOUNT, MAX_CODE, MAX_ITEMS, toUsageItems, UsageItemDto } from '../../calls/dto/usage-item.dto';
import { IsMeterAmount, METER_AMOUNT } from './meter-amount';
import { asRule } from '../../../common/validation/rules';
import { IsAnyName } from '../../../common/pagination/any-of';

export class RecordUsageDto extends UserCallDto {
  /** If omitted, device rules are not checked. An amount that a device holds is returned when it is deactivated. */
  @MayBeMissing()
  @IsHardwareId()
  @ApiPropertyOptional(HARDWARE_ID)
  hardware_id?: string | Record<string, unknown>;

  /** Amounts of up to 20 meters, of which all count or none. Omit it to name one `meter` and `amount`. */
  @ValidateIf(({ meter, amount, items }: RecordUsageDto) => items !== undefined || (meter ?? amount) === undefined)
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_ITEMS)
  @ValidateNested({ each: true })
  @Type(() => UsageItemDto)
  @ValidateBy(
    {
      name: 'isOnlyForm',
      validator: {
        validate: (_items, args) => !isSingleForm(args?.object),
        defaultMessage: () => 'items cannot be combined with meter and amount',
      },
    },
    asRule({ rule: 'isAlternative', params: { other: 'meter, amount' } }),
  )
  @ApiProperty({ required: false, maxItems: MAX_ITEMS })
  items?: UsageItemDto[];

  /** Code of the meter, in place of `items`. */
  @ValidateIf(isSingleForm)
  @IsName(MAX_CODE)
  @ApiPropertyOptional({ example: undefined })
  meter?: string;

  @ValidateIf(isSingleForm)
  @IsWholeNumber(-MAX_AMOUNT, MAX_AMOUNT)
  @NotEquals(0)
  @ApiPropertyOptional({ description: `${AMOUNT} In place of \`items\`.`, example: undefined })
  amount?: number;

  @IsNonce()
  nonce?: string;

  static toItems({ items, meter, amount }: RecordUsageDto): readonly UsageItem[] {
    return toUsageItems(items ?? (meter === undefined || amount === undefined ? [] : [{ meter, amount }]));
  }
}

function isSingleForm(input: unknown): boolean {
  return input instanceof RecordUsageDto && (input.meter !== undefined || input.amount !== undefined);
}

const NOT_BOTH = asRule({ rule: 'isAlternative', params: { other: 'change' } });

export class CorrectMeterDto {
  /** Amount that is used in the current period from now on; of a credit, a decimal text. Omit it to name the `change`. */
  @ValidateIf(({ used, change }: CorrectMeterDto) => used !== undefined || change === undefined)
  @IsMeterAmount({ min: 0, max: MOST_COUNTED, isZeroAllowed: true })
  @ValidateBy(
    {
      name: 'isOnlyAmount',
      validator: {
        validate: (_used, args) => !(args?.object instanceof CorrectMeterDto) || args.object.change === undefined,
        defaultMessage: () => 'used cannot be combined with change',
      },
    },
    NOT_BOTH,
  )
  @ApiProperty({ required: false, example: 100 })
  used?: SentAmount;

  /** Amount that is added to what is used or, if negative, taken from it; not 0. In place of `used`. */
  @ValidateIf(({ change }: CorrectMeterDto) => change !== undefined)
  @IsMeterAmount({ min: -MAX_AMOUNT, max: MAX_AMOUNT })
  @ApiPropertyOptional({ example: undefined, not: { enum: [0] } })
  change?: SentAmount;

  /**
   * Why it is corrected; kept in the event and the audit.
   * @example "Counted twice, ticket 4711"
   */
  @IsText(500)
  @Matches(/\S/)
  reason!: string;

  static toCorrection({ used, change = 0 }: CorrectMeterDto): MeterCorrection {
    return used === undefined ? { change } : { used };
  }
}

export class UsageResultDto extends SignedOutcomeDto {
  /** The meters of the request, after it. */
  meters!: MeterUsageDto[];

  /** The credits that the request took, after it. Only present if there are some. */
  credits?: CreditUsageDto[];
}

export class LicenseUsageQueryDto extends SortedPage({ period_start: { property: 'periodStart' } }, 'UsageSort') {
  @IsAnyName('Codes of meters.', { max: MAX_CODE })
  meter?: string[];

  @IsSearchFilter('code or the name of the meter')
  q?: string;

  @IsFilterTime('Periods that begin at this time or later.', 'start')
  from?: Date;

  @IsFilterTime('Periods that begin before this time.', 'afterwards')
  to?: Date;
}

@ApiSchema({ name: 'MeterPeriodUsage' })
export class MeterPeriodDto {
  /**
   * Code of the meter.
   * @example "exports"
   */
  meter!: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Null for a meter that never resets.',
  })
  period_start!: Date | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Null for a meter that never resets.',
  })
  period_end!: Date | null;

  @ApiProperty({ ...METER_AMOUNT, description: 'Taken in this period and not returned; of a credit, a decimal text.' })
  used!: SentAmount;

  @ApiProperty({ ...METER_AMOUNT, description: 'Taken in this period, including what was returned.' })
  total!: SentAmount;

  /** Time of the last change. */
  updated_at!: Date;

  static from({ code, periodStart, periodEnd, used, total, updatedAt, decimals }: PeriodUsage): MeterPeriodDto {
    return {
      meter: code,
      period_start: periodEnd && periodStart,
      period_end: periodEnd,
      used: sentAmount(decimals, used),
      total: sentAmount(decimals, total),
      updated_at: updatedAt,
    };
  }
}

@ApiSchema({ name: 'MeterPeriodPage' })
export class MeterPeriodPageDto extends PageOf(MeterPeriodDto) {}

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
import { MOST_COUNTED, type UsageItem } from '../../rules/current-balance';
import type { MeterCorrection } from '../correct-meter.service';
import { MeterUsageDto } from '../../calls/dto/meter-usage.dto';
import { asRule } from '../../../common/validation/rules';
import { IsAnyName } from '../../../common/pagination/any-of';

const MAX_CODE = 64;
const MAX_AMOUNT = 1_000_000_000;
const MAX_ITEMS = 20;
const AMOUNT = 'Amount to take or, if negative, to return; not 0.';

@ApiSchema({ name: 'UsageItem' })
export class UsageItemDto {
  /**
   * Code of the meter.
   * @example "exports"
   */
  @IsName(MAX_CODE)
  meter!: string;

  @IsWholeNumber(-MAX_AMOUNT, MAX_AMOUNT)
  @NotEquals(0)
  @ApiProperty({ description: AMOUNT, example: 1, not: { enum: [0] } })
  amount!: number;
}

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

  static toItems({ items, meter, amount }: RecordUsageDto): readonly UsageItem[] {
    return items ?? (meter === undefined || amount === undefined ? [] : [{ meter, amount }]);
  }
}

function isSingleForm(input: unknown): boolean {
  return input instanceof RecordUsageDto && (input.meter !== undefined || input.amount !== undefined);
}

const NOT_BOTH = asRule({ rule: 'isAlternative', params: { other: 'change' } });

export class CorrectMeterDto {
  /** Amount that is used in the current period from now on. Omit it to name the `change`. */
  @ValidateIf(({ used, change }: CorrectMeterDto) => used !== undefined || change === undefined)
  @IsWholeNumber(0, MOST_COUNTED)
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
  used?: number;

  /** Amount that is added to what is used or, if negative, taken from it; not 0. In place of `used`. */
  @ValidateIf(({ change }: CorrectMeterDto) => change !== undefined)
  @IsWholeNumber(-MAX_AMOUNT, MAX_AMOUNT)
  @NotEquals(0)
  @ApiPropertyOptional({ example: undefined, not: { enum: [0] } })
  change?: number;

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

export class UsageResultDto {
  /** The meters of the request, after it. */
  meters!: MeterUsageDto[];
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

  @ApiProperty({ type: 'integer', description: 'Taken in this period and not returned.' })
  used!: number;

  @ApiProperty({ type: 'integer', description: 'Taken in this period, including what was returned.' })
  total!: number;

  /** Time of the last change. */
  updated_at!: Date;

  static from({ code, periodStart, periodEnd, used, total, updatedAt }: PeriodUsage): MeterPeriodDto {
    return {
      meter: code,
      period_start: periodEnd && periodStart,
      period_end: periodEnd,
      used,
      total,
      updated_at: updatedAt,
    };
  }
}

@ApiSchema({ name: 'MeterPeriodPage' })
export class MeterPeriodPageDto extends PageOf(MeterPeriodDto) {}

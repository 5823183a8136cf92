import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsCalendarDate, MayBeMissing } from '../../../core/common';
import type { Period, SoldAndUsed } from '../true-up.service';

/** Days that are compared by default. */
const DAYS = 90;
const DAY = 86_400_000;

export class TrueUpQueryDto {
  /** First day, in UTC; 90 days before the last one by default. */
  @MayBeMissing()
  @IsCalendarDate()
  from?: string;

  /** Last day, in UTC; today by default. */
  @MayBeMissing()
  @IsCalendarDate()
  to?: string;

  static periodOf({ from, to }: TrueUpQueryDto, now: Date): Period {
    const last = to ?? dayOf(now);
    return { from: from ?? dayOf(new Date(new Date(last).getTime() - DAYS * DAY)), to: last };
  }
}

const LIMITS = ['sessions', 'activations', 'meter'] as const;

@ApiSchema({ name: 'SoldAndUsed' })
export class SoldAndUsedDto implements SoldAndUsed {
  @ApiProperty({ enum: LIMITS, enumName: 'TrueUpLimit', description: 'The limit that is compared.' })
  of!: SoldAndUsed['of'];

  @ApiProperty({ type: String, nullable: true, description: 'Code of the meter.', example: null })
  meter!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Limit of the license; null is unlimited.', example: '20' })
  sold!: string | null;

  /**
   * Most that the relays together had on a day or, of a meter, the sum.
   * @example "24"
   */
  used!: string;

  /**
   * Use above what was sold.
   * @example "4"
   */
  above!: string;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'Starts that were refused; null for others than sessions.',
  })
  refused!: number | null;
}

@ApiSchema({ name: 'TrueUp' })
export class TrueUpDto {
  @ApiProperty({ format: 'date', description: 'First day.' })
  from!: string;

  @ApiProperty({ format: 'date', description: 'Last day.' })
  to!: string;

  /** Sessions, activations and the meters that were reported. */
  items!: SoldAndUsedDto[];

  static from({ from, to }: Period, rows: readonly SoldAndUsed[]): TrueUpDto {
    return { from, to, items: rows.map((row) => ({ ...row })) };
  }
}

const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

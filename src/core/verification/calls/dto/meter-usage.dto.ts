import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { type CurrentBalance, remainingOf } from '../../rules/current-balance';
import { grantsLeft, nextEndOf } from '../../rules/draw-order';

const AMOUNT = { type: 'integer', minimum: 0 } as const;

@ApiSchema({ name: 'MeterUsage' })
export class MeterUsageDto {
  /**
   * Code of the meter.
   * @example "exports"
   */
  meter!: string;

  @ApiProperty({ ...AMOUNT, description: 'Taken in this period and not returned.', example: 1200 })
  used!: number;

  @ApiProperty({ ...AMOUNT, description: 'Taken in this period, including what was returned.', example: 1250 })
  total!: number;

  @ApiProperty({ ...AMOUNT, nullable: true, description: 'Limit of a period; null is unlimited.', example: 10000 })
  limit!: number | null;

  @ApiProperty({
    ...AMOUNT,
    nullable: true,
    description: 'What can still be taken in this period, including the overage; null is unlimited.',
    example: 10800,
  })
  left!: number | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Start of the next period; null if the meter never resets.',
  })
  resets_at!: Date | null;

  @ApiPropertyOptional({
    ...AMOUNT,
    description: 'Part of `left` that grants give; missing without grants.',
    example: undefined,
  })
  granted?: number;

  @ApiPropertyOptional({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When the next grant ends of which something is left; null if none does. Missing without grants.',
    example: undefined,
  })
  next_grant_ends_at?: Date | null;

  static from(balance: CurrentBalance): MeterUsageDto {
    const { code, terms, used, total, endsAt, grants } = balance;
    const next = grants && nextEndOf(grants);
    return {
      meter: code,
      used,
      total,
      limit: terms.limit,
      left: remainingOf(balance),
      resets_at: endsAt === null ? null : new Date(endsAt),
      ...(grants && { granted: grantsLeft(grants), next_grant_ends_at: next }),
    };
  }
}

/** Header that tells what is left of each meter (`r`) and in how many seconds it resets (`t`). */
export const METERS_HEADER = 'keyward-meters';

/** For the document. */
export const METERS_HEADERS = {
  'Keyward-Meters': {
    description:
      'What is left of each meter of the call (`r`), and in how many seconds it resets (`t`). An unlimited meter has no `r`, one ' +
      'that never resets no `t`.',
    schema: { type: 'string', example: '"exports";r=11975;t=86400' },
  },
} as const;

export function metersHeader(meters: readonly MeterUsageDto[], now: Date): string {
  return meters
    .map(({ meter, left, resets_at }) => {
      const seconds = resets_at && Math.max(0, Math.ceil((resets_at.getTime() - now.getTime()) / 1000));
      return `"${meter}"${left === null ? '' : `;r=${left}`}${seconds === null ? '' : `;t=${seconds}`}`;
    })
    .join(', ');
}

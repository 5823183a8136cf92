import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { creditText } from '../../../catalog/grants/credit-amount';
import { isCredit, shownAmount } from '../../rules/credit-balance';
import { type CurrentBalance, remainingOf } from '../../rules/current-balance';
import { remainingInGrants, nextEndOf } from '../../rules/draw-order';
import { leftFor } from '../../rules/meter-shares';

const AMOUNT = { type: 'integer', minimum: 0 } as const;

const LEFT_FOR_DEVICE = 'What the device of the call can still take; missing without such a limit or device.';
const LEFT_FOR_USER = 'What the user of the call can still take; missing without such a limit or user.';
const LEFT =
  'What can still be taken in this period, including the overage: the least of all limits; null is unlimited.';

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
    description: LEFT,
    example: 10800,
  })
  left!: number | null;

  @ApiPropertyOptional({ ...AMOUNT, description: LEFT_FOR_DEVICE, example: undefined })
  left_for_device?: number;

  @ApiPropertyOptional({ ...AMOUNT, description: LEFT_FOR_USER, example: undefined })
  left_for_user?: number;

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

  @ApiPropertyOptional({
    ...AMOUNT,
    description: 'Kept by open reservations, and no part of `used` and `left`; missing without any.',
    example: undefined,
  })
  reserved?: number;

  static from(balance: CurrentBalance): MeterUsageDto {
    const { code, terms, used, total, endsAt, grants, reserved } = balance;
    const next = grants && nextEndOf(grants);
    const [device, user] = [leftFor(balance, 'device'), leftFor(balance, 'user')];
    return {
      meter: code,
      used,
      total,
      limit: terms.limit,
      left: remainingOf(balance),
      ...(device !== undefined && { left_for_device: device }),
      ...(user !== undefined && { left_for_user: user }),
      resets_at: endsAt === null ? null : new Date(endsAt),
      ...(grants && { granted: remainingInGrants(grants), next_grant_ends_at: next }),
      ...(reserved > 0 && { reserved }),
    };
  }
}

const TEXT = { type: String } as const;

@ApiSchema({ name: 'CreditUsage' })
export class CreditUsageDto {
  /**
   * Code of the credit.
   * @example "ai"
   */
  credit!: string;

  @ApiProperty({ ...TEXT, description: 'Taken in this period and not returned.', example: '12.5' })
  used!: string;

  @ApiProperty({ ...TEXT, description: 'Taken in this period, including what was returned.', example: '12.5' })
  total!: string;

  @ApiProperty({ ...TEXT, nullable: true, description: 'Limit of a period; null is unlimited.', example: '100' })
  limit!: string | null;

  @ApiProperty({
    ...TEXT,
    nullable: true,
    description: LEFT,
    example: '87.5',
  })
  left!: string | null;

  @ApiPropertyOptional({ ...TEXT, description: LEFT_FOR_DEVICE, example: undefined })
  left_for_device?: string;

  @ApiPropertyOptional({ ...TEXT, description: LEFT_FOR_USER, example: undefined })
  left_for_user?: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Start of the next period; null if the credit never resets.',
  })
  resets_at!: Date | null;

  @ApiPropertyOptional({
    ...TEXT,
    description: 'Part of `left` that grants give; missing without grants.',
    example: undefined,
  })
  granted?: string;

  @ApiPropertyOptional({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When the next grant ends of which something is left; null if none does. Missing without grants.',
    example: undefined,
  })
  next_grant_ends_at?: Date | null;

  @ApiPropertyOptional({
    ...TEXT,
    description: 'Kept by open reservations, and no part of `used` and `left`; missing without any.',
    example: undefined,
  })
  reserved?: string;

  static from(balance: CurrentBalance): CreditUsageDto {
    const {
      meter: credit,
      used,
      total,
      limit,
      left,
      left_for_device,
      left_for_user,
      granted,
      reserved,
      ...times
    } = MeterUsageDto.from(balance);
    const text = (amount: number): string => creditText(amount, balance.terms.decimals ?? 0);
    return {
      credit,
      used: text(used),
      total: text(total),
      limit: limit === null ? null : text(limit),
      left: left === null ? null : text(left),
      ...(left_for_device !== undefined && { left_for_device: text(left_for_device) }),
      ...(left_for_user !== undefined && { left_for_user: text(left_for_user) }),
      ...times,
      ...(granted !== undefined && { granted: text(granted) }),
      ...(reserved !== undefined && { reserved: text(reserved) }),
    };
  }
}

/** Balances as fields of an answer. */
export interface BalanceFields {
  meters: MeterUsageDto[];
  credits?: CreditUsageDto[];
}

/** Meters, and credits if there are some. */
export function balanceFields(balances: readonly CurrentBalance[]): BalanceFields {
  const credits = balances.filter(isCredit).map((balance) => CreditUsageDto.from(balance));
  return {
    meters: balances.filter((balance) => !isCredit(balance)).map((balance) => MeterUsageDto.from(balance)),
    ...(credits.length > 0 && { credits }),
  };
}

/** Header that tells what is left of each meter (`r`) and in how many seconds it resets (`t`). */
export const METERS_HEADER = 'keyward-meters';

/** For the document. */
export const METERS_HEADERS = {
  'Keyward-Meters': {
    description:
      'What is left of each meter of the call (`r`; of a credit, rounded down), and in how many seconds it resets (`t`). An unlimited ' +
      'meter has no `r`, one that never resets no `t`.',
    schema: { type: 'string', example: '"exports";r=11975;t=86400' },
  },
} as const;

export function metersHeader(balances: readonly CurrentBalance[], now: Date): string {
  return balances
    .map((balance) => {
      const { code, endsAt } = balance;
      const left = remainingOf(balance);
      const seconds = endsAt === null ? null : Math.max(0, Math.ceil((Date.parse(endsAt) - now.getTime()) / 1000));
      const rest = left === null ? '' : `;r=${Math.floor(shownAmount(balance, left))}`;
      return `"${code}"${rest}${seconds === null ? '' : `;t=${seconds}`}`;
    })
    .join(', ');
}

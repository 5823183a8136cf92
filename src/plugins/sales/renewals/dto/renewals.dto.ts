import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsName, IsWholeNumber, MayBeMissing } from '../../../../core/common';
import type { Renewals } from '../renewals.service';

const MAX_DAYS = 366;
export const DEFAULT_DAYS = 30;

/** The licenses whose renewals are counted. */
export class RenewalsFilterDto {
  /**
   * Label of the batch in which the licenses were issued, such as that of an import.
   * @example "import-12"
   */
  @IsName()
  batch!: string;

  /** Days ahead that count as soon. */
  @MayBeMissing()
  @Type(() => Number)
  @IsWholeNumber(1, MAX_DAYS)
  @ApiProperty({ required: false })
  days: number = DEFAULT_DAYS;
}

/** Licenses of a batch by payment and end. Each license is in one of the numbers but `licenses`. */
export class RenewalsDto {
  /** Licenses of the batch. */
  licenses!: number;

  /** Licenses that a payment has continued. A payment that was paid back does not count. */
  paid!: number;

  /** Licenses without such a payment that expire within `days`. */
  ends_soon!: number;

  /** Licenses without such a payment that expire later. */
  ends_later!: number;

  /** Licenses without such a payment that have expired. */
  ended!: number;

  /** Licenses without such a payment that never expire. */
  without_end!: number;

  static from({ licenses, paid, endsSoon, endsLater, ended, withoutEnd }: Renewals): RenewalsDto {
    return { licenses, paid, ends_soon: endsSoon, ends_later: endsLater, ended, without_end: withoutEnd };
  }
}

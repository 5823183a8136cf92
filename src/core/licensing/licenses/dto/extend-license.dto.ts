import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { RENEWAL_BASES, type RenewalBasis } from '../../../catalog/policies/behavior';
import { IsWholeNumber, MayBeMissing } from '../../../common/validation/fields';

const A_CENTURY_IN_YEARS = 100;
const A_CENTURY_IN_DAYS = 36_500;

/** An extension: one of days, months and years. */
export class ExtendLicenseDto {
  /**
   * Days by which the license is extended. Give one of `days`, `months` and `years`.
   * @example 30
   */
  @MayBeMissing()
  @IsWholeNumber(1, A_CENTURY_IN_DAYS)
  days?: number;

  /**
   * Calendar months by which the license is extended: to the same day of a later month, or to the last day of a month that has
   * no such day.
   */
  @MayBeMissing()
  @IsWholeNumber(1, A_CENTURY_IN_YEARS * 12)
  @ApiProperty({ required: false, example: undefined })
  months?: number;

  /** Calendar years by which the license is extended. */
  @MayBeMissing()
  @IsWholeNumber(1, A_CENTURY_IN_YEARS)
  @ApiProperty({ required: false, example: undefined })
  years?: number;

  /**
   * Date from which an extension counts: the expiration date (`end`), the time of the call (`today`), or the time of the call
   * for an expired license only (`today_if_expired`). By default, the `renewal_basis` of the license's policy. A license is
   * never shortened.
   */
  @MayBeMissing()
  @IsIn(RENEWAL_BASES)
  @ApiProperty({ enum: RENEWAL_BASES, enumName: 'RenewalBasis', required: false, example: undefined })
  from?: RenewalBasis;
}

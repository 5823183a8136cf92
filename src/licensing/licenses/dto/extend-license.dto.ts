import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { RENEWAL_BASES, type RenewalBasis } from '../../../catalog/policies/behavior';
import { IsWholeNumber, MayBeMissing } from '../../../common/validation/fields';

const A_CENTURY_IN_DAYS = 36_500;

export class ExtendLicenseDto {
  /**
   * Days to add, 1 to 36500.
   * @example 30
   */
  @IsWholeNumber(1, A_CENTURY_IN_DAYS)
  days!: number;

  /**
   * Date from which the days count: the expiration date (`end`), the time of the call (`today`), or the time of the call for an
   * expired license only (`today_if_expired`). By default, the `renewal_basis` of the license's policy.
   */
  @MayBeMissing()
  @IsIn(RENEWAL_BASES)
  @ApiProperty({ enum: RENEWAL_BASES, enumName: 'RenewalBasis', required: false })
  from?: RenewalBasis;
}

import { IsWholeNumber } from '../../../common/validation/fields';

const A_CENTURY_IN_DAYS = 36_500;

export class ExtendLicenseDto {
  /**
   * Days to add, 1 to 36500.
   * @example 30
   */
  @IsWholeNumber(1, A_CENTURY_IN_DAYS)
  days!: number;
}

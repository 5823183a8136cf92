import { ArrayMaxSize, IsArray, IsIn } from 'class-validator';
import { IsText, MayBeMissing } from '../../common/validation/fields';
import { LICENSE_COLUMNS, type LicenseColumn } from './license-columns';

export class ColumnChoiceDto {
  @IsArray()
  @ArrayMaxSize(LICENSE_COLUMNS.length)
  @IsIn(LICENSE_COLUMNS, { each: true })
  column: LicenseColumn[] = [];

  /** The page to return to. */
  @IsText(2_000)
  back: string = '';

  @MayBeMissing()
  @IsIn(['reset'])
  do?: 'reset';
}

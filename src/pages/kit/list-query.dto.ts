import { Transform } from 'class-transformer';
import { IsName, LETTER_OR_DIGIT, MayBeMissing } from '../../core/common';
import { IsPageNumber } from './is-page-number.decorator';
import { OptionalField } from './optional-field';

/** Rows on a page of a list. */
export const ROWS_PER_PAGE = 50;

export class PageNumberDto {
  @OptionalField()
  @IsPageNumber()
  page: number = 1;
}

/** Page and search text of a list. A text without letters and digits searches for nothing. */
export class ListQueryDto extends PageNumberDto {
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && !LETTER_OR_DIGIT.test(value) ? undefined : value,
  )
  @MayBeMissing()
  @IsName()
  q?: string;
}

import { Transform, Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import { IsName, MayBeMissing } from '../../common/validation/fields';
import { LETTER_OR_DIGIT } from '../../common/validation/search-text';
import { OptionalField } from '../kit/optional-field';

/** Rows on a page of a list. */
export const ROWS_PER_PAGE = 50;
const MAX_PAGE = 2_000;

export class PageNumberDto {
  @OptionalField()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_PAGE)
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

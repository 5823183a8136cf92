import { IsIn } from 'class-validator';
import { IsName } from '../../../core/common';
import { type Difference, DIFFERENCES } from '../shadowing/shadow-difference.entity';
import type { QueryFields } from '../../../pages/components/filters';
import { AfterBeforeDto } from '../../../pages/kit/cursor-page';
import { OptionalField } from '../../../pages/kit/optional-field';
import { dialectPath } from '../../../pages/kit/record-paths';

export const differencesPath = (dialect: string): string => `${dialectPath(dialect)}/differences`;
export const differencePath = (dialect: string, uid: string): string => `${differencesPath(dialect)}/${uid}`;

/** The filters of the list; an empty search form sends an empty text. */
export class DifferenceListQueryDto extends AfterBeforeDto {
  @OptionalField()
  @IsName()
  q?: string;

  @OptionalField()
  @IsIn(DIFFERENCES)
  difference?: Difference;

  @OptionalField()
  @IsName()
  operation?: string;

  static fieldsOf({ q, difference, operation }: DifferenceListQueryDto): QueryFields {
    return { q, difference, operation };
  }
}

import { DIFFERENCES } from '../shadowing/shadow-difference.entity';
import { AfterBeforeDto } from '../../../pages/kit/cursor-page';
import { dialectPath } from '../../../pages/kit/record-paths';
import { choiceField, nameField, queryOf } from '../../../pages/kit/query-of';

export const differencesPath = (dialect: string): string => `${dialectPath(dialect)}/differences`;
export const differencePath = (dialect: string, uid: string): string => `${differencesPath(dialect)}/${uid}`;

/** The filters of the list; an empty search form sends an empty text. */
export class DifferenceListQueryDto extends queryOf(
  {
    q: nameField(),
    difference: choiceField(DIFFERENCES),
    operation: nameField(),
  },
  AfterBeforeDto,
) {}

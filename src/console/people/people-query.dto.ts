import { Type } from 'class-transformer';
import { IsIn, IsInt, Max, Min } from 'class-validator';
import { IsFlag, IsName, MayBeMissing } from '../../common/validation/fields';
import { type Role, ROLES } from '../../identity/permissions/permission';
import type { UserFilter } from '../../identity/users/users.service';
import { OptionalField, EmptyIsMissing } from '../kit/optional-field';

/** People on a page of the list. */
export const PEOPLE_PER_PAGE = 50;
const MAX_PAGE = 2_000;

/** Filters and page of the list. An empty search form sends empty texts. */
export class PeopleQueryDto implements UserFilter {
  @OptionalField()
  @IsName()
  q?: string;

  @OptionalField()
  @IsIn(ROLES)
  role?: Role;

  @EmptyIsMissing()
  @IsFlag()
  deactivated?: boolean;

  @MayBeMissing()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_PAGE)
  page: number = 1;
}

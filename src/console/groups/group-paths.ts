import { Matches } from 'class-validator';
import { IsName } from '../../common/validation/fields';
import { LETTER_OR_DIGIT } from '../../common/validation/search-text';
import { withQuery } from '../components/filters';
import { OptionalField } from '../kit/optional-field';
import { groupPath } from '../license/license-paths';

export { groupPath };

export const GROUPS_PATH = '/console/groups';
/** @param license is filled in */
export const addLicensePath = (group: string, license?: string): string =>
  withQuery(`${groupPath(group)}/add`, { license });
export const removeLicensePath = (group: string, license: string): string =>
  `${groupPath(group)}/licenses/${license}/remove`;

class CursorQueryDto {
  @OptionalField()
  @IsName(100)
  after?: string;

  @OptionalField()
  @IsName(100)
  before?: string;
}

export class GroupListQueryDto extends CursorQueryDto {
  @OptionalField()
  @IsName()
  @Matches(LETTER_OR_DIGIT)
  q?: string;
}

/** The page of the group's licenses. */
export class GroupQueryDto extends CursorQueryDto {}

export class AddLicenseQueryDto {
  @OptionalField()
  @IsName()
  license?: string;
}

import { Matches } from 'class-validator';
import { IsName, LETTER_OR_DIGIT } from '../../../core/common';
import { withQuery } from '../../../pages/components/filters';
import { AfterBeforeDto } from '../../../pages/kit/cursor-page';
import { OptionalField } from '../../../pages/kit/optional-field';
import { groupPath } from '../../../pages/kit/record-paths';

export const GROUPS_PATH = '/console/groups';
/** @param license is filled in */
export const addLicensePath = (group: string, license?: string): string =>
  withQuery(`${groupPath(group)}/add`, { license });
export const removeLicensePath = (group: string, license: string): string =>
  `${groupPath(group)}/licenses/${license}/remove`;

export class GroupListQueryDto extends AfterBeforeDto {
  @OptionalField()
  @IsName()
  @Matches(LETTER_OR_DIGIT)
  q?: string;
}

export class AddLicenseQueryDto {
  @OptionalField()
  @IsName()
  license?: string;
}

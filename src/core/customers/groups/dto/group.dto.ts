import { ApiSchema, PartialType } from '@nestjs/swagger';
import { DATES, ID } from '../../../common/fields/common-fields';
import { answerOf, fieldsOf, inputOf, nullable, required } from '../../../common/fields/fields-of';
import { BY_DATES, DatedPage } from '../../../common/pagination/dated-page';
import { MAX_SCANNED_ROWS } from '../../../common/pagination/page-request';
import { PageOf } from '../../../common/pagination/page.dto';
import { IsLimit, IsName } from '../../../common/validation/fields';
import { IsSearchFilter } from '../../../common/validation/search-text';
import type { Group } from '../group.entity';

const GROUP = fieldsOf<Group>()({
  ...ID,
  name: { description: 'Name of the group, unique.', example: 'Acme, all sites', input: required(IsName()) },
  max_licenses: limitOf('licenses'),
  max_activations: limitOf('seats of all licenses together'),
  max_users: limitOf('different users of all licenses together'),
  ...DATES,
});

function limitOf(things: string) {
  return {
    type: 'integer',
    nullable: true,
    schema: { minimum: 1, description: `Maximum number of ${things}; null is unlimited.` },
    input: nullable(`Maximum number of ${things}; null, the default, is unlimited.`, IsLimit()),
  } as const;
}

/** Fields of a group to create, as the native API takes them. */
export class CreateGroupDto extends inputOf(GROUP) {}

/** Fields of a group to change, all optional. */
export class UpdateGroupDto extends PartialType(CreateGroupDto, { skipNullProperties: false }) {}

export class ListGroupsDto extends DatedPage({ ...BY_DATES, name: { property: 'name' } }, 'GroupSort') {
  @IsSearchFilter('name', { among: MAX_SCANNED_ROWS })
  q?: string;
}

/** A group of licenses that share limits, in answers of the native API. */
export class GroupDto extends answerOf(GROUP) {
  static readonly from = GROUP.from;
}

@ApiSchema({ name: 'GroupPage' })
export class GroupPageDto extends PageOf(GroupDto) {}

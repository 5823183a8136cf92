import { ApiProperty, ApiSchema, PartialType } from '@nestjs/swagger';
import { BY_DATES, DatedPage } from '../../../common/pagination/dated-page';
import { PageOf } from '../../../common/pagination/page.dto';
import { MAX_SCANNED_ROWS } from '../../../common/pagination/page-request';
import { IsLimit, IsName } from '../../../common/validation/fields';
import { IsSearchFilter } from '../../../common/validation/search-text';
import type { Group } from '../group.entity';
import type { GroupChange, NewGroup } from '../groups.service';

const LIMIT = { type: 'integer', nullable: true, minimum: 1 } as const;

export class CreateGroupDto {
  /**
   * Name of the group, unique.
   * @example "Acme, all sites"
   */
  @IsName()
  name!: string;

  /** Maximum number of licenses; null, the default, is unlimited. */
  @IsLimit()
  max_licenses?: number | null;

  /** Maximum number of seats of all licenses together; null, the default, is unlimited. */
  @IsLimit()
  max_activations?: number | null;

  /** Maximum number of different users of all licenses together; null, the default, is unlimited. */
  @IsLimit()
  max_users?: number | null;

  static toInput(input: CreateGroupDto): NewGroup {
    return { ...UpdateGroupDto.toChange(input), name: input.name };
  }
}

export class UpdateGroupDto extends PartialType(CreateGroupDto, { skipNullProperties: false }) {
  static toChange(input: UpdateGroupDto): GroupChange {
    const { name, max_licenses, max_activations, max_users } = input;
    return { name, maxLicenses: max_licenses, maxActivations: max_activations, maxUsers: max_users };
  }
}

export class ListGroupsDto extends DatedPage({ ...BY_DATES, name: { property: 'name' } }, 'GroupSort') {
  @IsSearchFilter('name', { among: MAX_SCANNED_ROWS })
  q?: string;
}

export class GroupDto {
  /** UUID. */
  @ApiProperty({ format: 'uuid' })
  id!: string;

  /**
   * Name of the group, unique.
   * @example "Acme, all sites"
   */
  name!: string;

  @ApiProperty({ ...LIMIT, description: 'Maximum number of licenses; null is unlimited.' })
  max_licenses!: number | null;

  @ApiProperty({ ...LIMIT, description: 'Maximum number of seats of all licenses together; null is unlimited.' })
  max_activations!: number | null;

  @ApiProperty({
    ...LIMIT,
    description: 'Maximum number of different users of all licenses together; null is unlimited.',
  })
  max_users!: number | null;

  /** When it was created. */
  created_at!: Date;

  /** When it was last changed. */
  updated_at!: Date;

  static from(group: Group): GroupDto {
    return {
      id: group.uid,
      name: group.name,
      max_licenses: group.maxLicenses,
      max_activations: group.maxActivations,
      max_users: group.maxUsers,
      created_at: group.createdAt,
      updated_at: group.updatedAt,
    };
  }
}

@ApiSchema({ name: 'GroupPage' })
export class GroupPageDto extends PageOf(GroupDto) {}

import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { camelCased } from '../../common/fields/camel-case';
import { ApiTag } from '../../common/openapi/api-tag.decorator';
import { Authorized } from '../../common/access/authorized.decorator';
import { Answers } from '../../common/openapi/answers.decorator';
import { datedPage } from '../../common/pagination/dated-page';
import { toPage } from '../../common/pagination/to-page';
import { IdOrName } from '../../common/validation/id.pipes';
import { Permission } from '../../identity/permissions/permission';
import { FromReplica } from '../../platform/replicas/from-replica.decorator';
import { CreateGroupDto, GroupDto, GroupPageDto, ListGroupsDto, UpdateGroupDto } from './dto/group.dto';
import { GroupsService } from './groups.service';

const GROUP_ID = 'UUID of the group, or a name that only one group has.';

@ApiTag('groups', 'Groups of licenses and customers with common limits.')
@Controller('api/v1/groups')
export class GroupsController {
  constructor(private readonly groups: GroupsService) {}

  /** Create a group of licenses with limits in common. Product-scoped API keys have no access to groups. */
  @Post()
  @Authorized(Permission.LicensesWrite)
  async createGroup(@Body() input: CreateGroupDto): Promise<GroupDto> {
    return GroupDto.from(await this.groups.create(camelCased(input)));
  }

  /** List groups, newest first. */
  @Get()
  @FromReplica()
  @Authorized(Permission.LicensesRead)
  async listGroups(@Query() { q, ...page }: ListGroupsDto): Promise<GroupPageDto> {
    return toPage(await this.groups.list(datedPage(page), q), (group) => GroupDto.from(group));
  }

  /** Get a group. */
  @Get(':id')
  @Authorized(Permission.LicensesRead)
  async getGroup(@IdOrName(GROUP_ID) id: string): Promise<GroupDto> {
    return GroupDto.from(await this.groups.get(id));
  }

  /** Update a group. Omitted fields are unchanged. A lower limit takes nothing away, but admits nothing more. */
  @Patch(':id')
  @Authorized(Permission.LicensesWrite)
  async updateGroup(@IdOrName(GROUP_ID) id: string, @Body() input: UpdateGroupDto): Promise<GroupDto> {
    return GroupDto.from(await this.groups.change(id, camelCased(input)));
  }

  /** Delete a group. It must have no licenses and no customers. */
  @Delete(':id')
  @HttpCode(204)
  @Answers(409, 'IN_USE: the group has licenses or customers.', { IN_USE: 'The group has licenses or customers' })
  @Authorized(Permission.LicensesWrite)
  async deleteGroup(@IdOrName(GROUP_ID) id: string): Promise<void> {
    await this.groups.delete(id);
  }
}

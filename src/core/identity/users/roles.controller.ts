import { Body, Controller, Delete, Get, HttpCode, Patch, Post } from '@nestjs/common';
import { Authorized } from '../../common/access/authorized.decorator';
import { Answers } from '../../common/openapi/answers.decorator';
import { ApiTag } from '../../common/openapi/api-tag.decorator';
import { IdOrName } from '../../common/validation/id.pipes';
import { CreateRoleDto, ROLE_ID, RoleDto, RoleListDto, UpdateRoleDto } from './dto/role.dto';
import { RolesService } from './roles.service';

@ApiTag('roles', 'Roles of users: four fixed ones, and those made of permissions.')
@Controller('api/v1/roles')
export class RolesController {
  constructor(private readonly roles: RolesService) {}

  /** List the roles: the fixed ones, then the others by name; at most 104. */
  @Get()
  @Authorized('roles:read')
  async listRoles(): Promise<RoleListDto> {
    return RoleListDto.from(await this.roles.list());
  }

  /** Get a role. */
  @Get(':id')
  @Authorized('roles:read')
  async getRole(@IdOrName(ROLE_ID) id: string): Promise<RoleDto> {
    return RoleDto.from(await this.roles.get(id));
  }

  /** Create a role, of at most 100. */
  @Post()
  @Answers(403, 'The permission is missing, or one that the role would have.')
  @Answers(409, 'A role with this name already exists, or there are 100 roles.')
  @Authorized('roles:write')
  async createRole(@Body() input: CreateRoleDto): Promise<RoleDto> {
    return RoleDto.from(await this.roles.create(input));
  }

  /** Update a role; omitted fields are unchanged. It takes effect with the next request of each user that has it, on every node. */
  @Patch(':id')
  @Answers(403, 'The permission is missing, or one that the role has or would have.')
  @Answers(409, 'A role with this name already exists, or the role is fixed.')
  @Authorized('roles:write')
  async updateRole(@IdOrName(ROLE_ID) id: string, @Body() input: UpdateRoleDto): Promise<RoleDto> {
    return RoleDto.from(await this.roles.change(id, input));
  }

  /** Delete a role that no user has. */
  @Delete(':id')
  @HttpCode(204)
  @Answers(403, 'The permission is missing, or one that the role has.')
  @Answers(409, 'IN_USE: users have the role, deactivated ones included. CONFLICT: the role is fixed.', {
    IN_USE: 'Users have this role',
  })
  @Authorized('roles:write')
  async deleteRole(@IdOrName(ROLE_ID) id: string): Promise<void> {
    await this.roles.delete(id);
  }
}

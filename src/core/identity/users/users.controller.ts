import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTag } from '../../common/openapi/api-tag.decorator';
import { Authorized } from '../../common/access/authorized.decorator';
import { ListSessionsDto, UserSessionDto, UserSessionPageDto } from './dto/session.dto';
import { CurrentCaller, type LoggedIn } from '../permissions/caller';
import { Permission } from '../permissions/permission';
import { Answers } from '../../common/openapi/answers.decorator';
import { datedPage } from '../../common/pagination/dated-page';
import { toPage } from '../../common/pagination/to-page';
import { IdOrName, UuidPipe } from '../../common/validation/id.pipes';
import { CreateUserDto, ListUsersDto, UpdateUserDto, USER_ID, UserDto, UserPageDto } from './dto/user.dto';
import { UsersService } from './users.service';

@ApiTag('users', 'Users of the console and of the management calls.')
@Controller('api/v1/users')
export class UsersController {
  constructor(private readonly users: UsersService) {}

  /** Create a user. */
  @Post()
  @Answers(403, 'The permission is missing, or a non-owner tried to create an owner.')
  @Answers(409, 'The user name is already taken, possibly by a deactivated user.')
  @Authorized(Permission.UsersWrite)
  async createUser(@Body() input: CreateUserDto): Promise<UserDto> {
    return UserDto.from(await this.users.create(input));
  }

  /** List active users, newest first. */
  @Get()
  @Authorized(Permission.UsersRead)
  async listUsers(@Query() { limit, after, sort, created_at, ...filter }: ListUsersDto): Promise<UserPageDto> {
    return toPage(await this.users.list(datedPage({ limit, after, sort, created_at }), filter), (user) =>
      UserDto.from(user),
    );
  }

  /** Get a user. */
  @Get(':id')
  @Authorized(Permission.UsersRead)
  async getUser(@IdOrName(USER_ID) id: string): Promise<UserDto> {
    return UserDto.from(await this.users.get(id));
  }

  /** Update a user; omitted fields are unchanged. Changing the password or the role ends the user's sessions. To change your own password, use `POST /api/v1/auth/password`. */
  @Patch(':id')
  @Answers(
    403,
    'The permission is missing, or a non-owner tried to change an owner; CURRENT_PASSWORD_REQUIRED: the caller tried to change their own password.',
    'CURRENT_PASSWORD_REQUIRED',
  )
  @Answers(409, 'LAST_OWNER: the user is the last owner.', 'LAST_OWNER')
  @Authorized(Permission.UsersWrite)
  async updateUser(@IdOrName(USER_ID) id: string, @Body() input: UpdateUserDto): Promise<UserDto> {
    return UserDto.from(await this.users.change(id, input));
  }

  /** Deactivate a user. Ends the user's sessions; the user name stays reserved. */
  @Delete(':id')
  @HttpCode(204)
  @Answers(403, 'The permission is missing, or a non-owner tried to deactivate an owner.')
  @Answers(409, 'LAST_OWNER: the user is the last owner.', 'LAST_OWNER')
  @Authorized(Permission.UsersWrite)
  async deactivateUser(@IdOrName(USER_ID) id: string): Promise<void> {
    await this.users.deactivate(id);
  }

  /** Activate a deactivated user again, with the password and the second factor from before. */
  @Post(':id/activate')
  @HttpCode(200)
  @Answers(403, 'The permission is missing, or a non-owner tried to activate an owner.')
  @Authorized(Permission.UsersWrite)
  async activateUser(@Param('id', UuidPipe) id: string): Promise<UserDto> {
    return UserDto.from(await this.users.activate(id));
  }

  /** List the active sessions of a user, newest first. */
  @Get(':id/sessions')
  @Authorized(Permission.UsersRead, { by: 'token' })
  async listUserSessions(
    @CurrentCaller() { session }: LoggedIn,
    @IdOrName(USER_ID) id: string,
    @Query() { q, ...page }: ListSessionsDto,
  ): Promise<UserSessionPageDto> {
    return toPage(await this.users.listSessions(id, page, { q }), (active) => UserSessionDto.from(active, session));
  }

  /** End all sessions of a user. Their tokens are revoked immediately. */
  @Delete(':id/sessions')
  @HttpCode(204)
  @Answers(403, 'The permission is missing, or a non-owner tried to end sessions of an owner.')
  @Authorized(Permission.UsersWrite)
  async endUserSessions(@IdOrName(USER_ID) id: string): Promise<void> {
    await this.users.endSessions(id);
  }
}

import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Authorized } from '../../common/access/authorized.decorator';
import { UserDto } from '../sessions/dto/auth.dto';
import { Permission } from '../permissions/permission';
import { Answers } from '../../common/openapi/answers.decorator';
import { PageQueryDto } from '../../common/pagination/page.dto';
import { toPage } from '../../common/pagination/to-page';
import { CreateUserDto, UpdateUserDto, UserPageDto } from './dto/user.dto';
import { UsersService } from './users.service';

@ApiTags('users')
@Controller('api/v1/users')
export class UsersController {
  constructor(private readonly users: UsersService) {}

  /** Create a user, who may log in from now on. */
  @Post()
  @Answers(403, 'The credential may not do this, or the user is to be an owner and the caller is none.')
  @Answers(409, 'The user name is taken, perhaps by a user who is gone.')
  @Authorized(Permission.UsersWrite)
  async createUser(@Body() input: CreateUserDto): Promise<UserDto> {
    return UserDto.from(await this.users.create(input));
  }

  /** List users, the newest first. */
  @Get()
  @Authorized(Permission.UsersRead)
  async listUsers(@Query() page: PageQueryDto): Promise<UserPageDto> {
    return toPage(await this.users.list(page), (user) => UserDto.from(user));
  }

  /** Read a user. */
  @Get(':id')
  @Authorized(Permission.UsersRead)
  async getUser(@Param('id', ParseUUIDPipe) id: string): Promise<UserDto> {
    return UserDto.from(await this.users.get(id));
  }

  /** Change a user. Another password or role ends the user's sessions at once. Fields left out stay as they are. One's own password is changed with `POST /api/v1/auth/password`, which takes the current one. */
  @Patch(':id')
  @Answers(
    403,
    'The credential may not do this, or it concerns an owner and the caller is none; CURRENT_PASSWORD_REQUIRED: it is the caller’s own password.',
  )
  @Answers(409, 'LAST_OWNER: there must be an owner.')
  @Authorized(Permission.UsersWrite)
  async updateUser(@Param('id', ParseUUIDPipe) id: string, @Body() input: UpdateUserDto): Promise<UserDto> {
    return UserDto.from(await this.users.change(id, input));
  }

  /** Deactivate a user for good. Ends the user's sessions at once; the name stays taken. */
  @Delete(':id')
  @HttpCode(204)
  @Answers(403, 'The credential may not do this, or the user is an owner and the caller is none.')
  @Answers(409, 'LAST_OWNER: there must be an owner.')
  @Authorized(Permission.UsersWrite)
  async deactivateUser(@Param('id', ParseUUIDPipe) id: string): Promise<void> {
    await this.users.deactivate(id);
  }
}

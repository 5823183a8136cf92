import { Body, Controller, Delete, Get, HttpCode, HttpStatus, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiTag } from '../../common/openapi/api-tag.decorator';
import { Authorized } from '../../common/access/authorized.decorator';
import { Answers } from '../../common/openapi/answers.decorator';
import { toPage } from '../../common/pagination/to-page';
import { IdOrName, UuidPipe } from '../../common/validation/id.pipes';
import { Permission } from '../../identity/permissions/permission';
import { FromReplica } from '../../platform/replicas/from-replica.decorator';
import {
  AssignLicenseUserDto,
  LicenseUserDto,
  LicenseUserPageDto,
  ListLicenseUsersDto,
  MoveLicenseUserDto,
} from './dto/license-user.dto';
import { LicenseUsersService } from './license-users.service';
import { MoveLicenseUserService } from './move-license-user.service';
import { LICENSE_ID } from '../../licenses/licenses/license-id';

@ApiTag('license users', 'Users to whom a license is assigned.')
@Controller('api/v1/licenses/:id/users')
export class LicenseUsersController {
  constructor(
    private readonly users: LicenseUsersService,
    private readonly moves: MoveLicenseUserService,
  ) {}

  /** Assign a named user to a license. A user who is assigned already is returned unchanged, with 200 instead of 201. */
  @Post()
  @Answers(200, LicenseUserDto)
  @Answers(409, 'USERS_EXHAUSTED: the license, or its group, has as many users as it may have.', 'USERS_EXHAUSTED')
  @Authorized(Permission.LicensesWrite)
  async assignLicenseUser(
    @IdOrName(LICENSE_ID) id: string,
    @Body() input: AssignLicenseUserDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LicenseUserDto> {
    const { user, isNew } = await this.users.assign(id, AssignLicenseUserDto.toIdentifier(input), input.name);
    reply.status(isNew ? HttpStatus.CREATED : HttpStatus.OK);
    return LicenseUserDto.from(user);
  }

  /** List the users of a license, newest first. */
  @Get()
  @FromReplica()
  @Authorized(Permission.LicensesRead)
  async listLicenseUsers(
    @IdOrName(LICENSE_ID) id: string,
    @Query() { limit, after, sort, q }: ListLicenseUsersDto,
  ): Promise<LicenseUserPageDto> {
    return toPage(await this.users.list(id, { limit, after, sort }, q), (user) => LicenseUserDto.from(user));
  }

  /** Get a user of a license. */
  @Get(':user_id')
  @Authorized(Permission.LicensesRead)
  async getLicenseUser(
    @IdOrName(LICENSE_ID) id: string,
    @Param('user_id', UuidPipe) userId: string,
  ): Promise<LicenseUserDto> {
    return LicenseUserDto.from(await this.users.get(id, userId));
  }

  /**
   * Move a user to another license, with the devices that only this user uses. Nothing changes if the other license has no room
   * for the user or a device, or a device may not be activated on it.
   */
  @Post(':user_id/move')
  @HttpCode(200)
  @Answers(403, 'A device cannot be activated on the other license; the code gives the reason.', 'EXPIRED', 'REVOKED')
  @Answers(409, 'The other license has no room for the user or for a device.', 'USERS_EXHAUSTED', 'SEATS_EXHAUSTED')
  @Authorized(Permission.LicensesWrite)
  async moveLicenseUser(
    @IdOrName(LICENSE_ID) id: string,
    @Param('user_id', UuidPipe) userId: string,
    @Body() { license }: MoveLicenseUserDto,
  ): Promise<LicenseUserDto> {
    return LicenseUserDto.from(await this.moves.move(id, userId, license));
  }

  /**
   * Remove a user from a license. If seats are counted by user, devices that only this user uses are deactivated; otherwise
   * the devices stay.
   */
  @Delete(':user_id')
  @HttpCode(204)
  @Authorized(Permission.LicensesWrite)
  async removeLicenseUser(@IdOrName(LICENSE_ID) id: string, @Param('user_id', UuidPipe) userId: string): Promise<void> {
    await this.users.remove(id, userId);
  }
}

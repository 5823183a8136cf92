import { Body, Controller, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Authorized } from '../../common/access/authorized.decorator';
import { baseUrl } from '../../common/http/base-url';
import { Answers } from '../../common/openapi/answers.decorator';
import { ApiTag } from '../../common/openapi/api-tag.decorator';
import { Settings } from '../../platform/config/settings';
import { NotIdempotent } from '../../platform/idempotency/idempotency.decorators';
import { Permission } from '../permissions/permission';
import { InviteUserDto, UserInvitationDto } from './dto/invitation.dto';
import { InvitationsService } from './invitations.service';

@ApiTag('users', 'Users of the console and of the management calls.')
@Controller('api/v1/users/invitations')
export class InvitationsController {
  constructor(
    private readonly invitations: InvitationsService,
    private readonly settings: Settings,
  ) {}

  /** Invite a user: creates the user, and a link by which they choose a password within 7 days. Sent by e-mail if the user has an address, and SMTP and `PUBLIC_URL` are set. */
  @Post()
  @NotIdempotent()
  @Answers(403, 'The permission is missing, or the caller lacks permissions of the role.')
  @Answers(
    409,
    'The user name is taken, possibly by a deactivated user; INVITATIONS_OFF: passwords are off.',
    'INVITATIONS_OFF',
  )
  @Authorized(Permission.UsersWrite)
  async inviteUser(@Req() request: FastifyRequest, @Body() input: InviteUserDto): Promise<UserInvitationDto> {
    return UserInvitationDto.shown(await this.invitations.invite(input), baseUrl(request, this.settings.PUBLIC_URL));
  }
}

import { Body, Controller, Post } from '@nestjs/common';
import { Answers, ApiTag, Authorized } from '../../../core/common';
import { NotIdempotent } from '../../../core/platform';
import { CreatePortalSessionService } from './create-portal-session.service';
import { CreatePortalSessionDto, PortalSessionDto } from './dto/portal-session.dto';

@ApiTag('portal', 'Sessions of customers in the customer portal.')
@Controller('api/v1/portal/sessions')
export class PortalSessionsController {
  constructor(private readonly sessions: CreatePortalSessionService) {}

  /**
   * Create a link by which a customer who is signed in to the vendor's site enters the portal without an e-mail. It works once.
   * Whoever has it sees and changes what the customer can, for 24 hours: create it for the person who has just proved to your
   * site to be the customer. The 20 newest links of an e-mail address work. `Idempotency-Key` is ignored: each call creates
   * another link.
   */
  @Post()
  @NotIdempotent()
  @Answers(404, 'The customer does not exist, or the license is not one of the customer.')
  @Answers(409, 'The portal is off, or the customer has no e-mail address.')
  @Authorized('portal:sessions')
  async createPortalSession(
    @Body() { customer, return_url: returnUrl, expires_in: seconds, ...opened }: CreatePortalSessionDto,
  ): Promise<PortalSessionDto> {
    return PortalSessionDto.from(await this.sessions.create({ customer, returnUrl, seconds, ...opened }));
  }
}

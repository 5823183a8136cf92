import { Controller, HttpCode, Post } from '@nestjs/common';
import { ApiProperty, ApiSchema, ApiTags } from '@nestjs/swagger';
import { Authorized } from '../common/access/authorized.decorator';
import { Answers } from '../common/openapi/answers.decorator';
import { IdOrName } from '../common/validation/id.pipes';
import { CUSTOMER_ID } from '../customers/customers/dto/customer.dto';
import { Permission } from '../identity/permissions/permission';
import { SendPortalLinkService } from './send-portal-link.service';

@ApiSchema({ name: 'SentPortalLink' })
class SentPortalLinkDto {
  @ApiProperty({ format: 'email', description: 'Address that gets the link.' })
  to!: string;
}

@ApiTags('customers')
@Controller('api/v1/customers/:id/portal-link')
export class PortalLinksController {
  constructor(private readonly links: SendPortalLinkService) {}

  /**
   * Send a customer an e-mail with a link that signs in to the customer portal, once, within 15 minutes. The answer never has the
   * link. It is sent to a marked address, too.
   */
  @Post()
  @HttpCode(202)
  @Answers(409, 'The portal or the mail server is off, or the customer has no e-mail address.')
  @Authorized(Permission.CustomersWrite)
  async sendPortalLink(@IdOrName(CUSTOMER_ID) id: string): Promise<SentPortalLinkDto> {
    const { email } = await this.links.send(id);
    return { to: email };
  }
}

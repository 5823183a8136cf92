import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, Authorized } from '../../../core/common';
import { CreatePurchaseLinkDto, PurchaseLinkDto } from './dto/purchase-link.dto';
import { LINK_LIFETIME, PurchaseLinksService } from './purchase-links.service';

@ApiTags('licenses')
@Controller('api/v1/licenses/:id/purchase-links')
export class PurchaseLinksController {
  constructor(private readonly links: PurchaseLinksService) {}

  /**
   * Create a purchase link: its reference is carried by the checkout of any shop, and the payment continues this license instead
   * of giving a new key. It changes nothing until it is paid.
   */
  @Post()
  @Answers(409, 'The license cannot be continued in this way.')
  @Authorized('orders:write')
  async createPurchaseLink(@Param('id') id: string, @Body() input: CreatePurchaseLinkDto): Promise<PurchaseLinkDto> {
    const { expires_in: lifetime = LINK_LIFETIME.default, shop } = input;
    return PurchaseLinkDto.from(await this.links.create(id, CreatePurchaseLinkDto.toInput(input), { lifetime, shop }));
  }
}

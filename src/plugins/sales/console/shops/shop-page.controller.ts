import { Get, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Authorized, baseUrl } from '../../../../core/common';
import { type Caller, CurrentCaller, isPermitted, Permission } from '../../../../core/identity';
import { Settings } from '../../../../core/platform';
import { ContinuationChoicesService } from '../../shops/continuation-choices.service';
import { ShopEventsService } from '../../shops/shop-events.service';
import { ShopMappingsService } from '../../shops/shop-mappings.service';
import { ShopSummariesService } from '../../shops/shop-summaries.service';
import { ShopsService } from '../../shops/shops.service';
import { ConsoleController } from '../../../../pages/frame/console-controller.decorator';
import type { Page } from '../../../../pages/kit/page';
import { Id } from '../../../../pages/kit/parameters';
import { addressOf } from './shop-parts';
import { ShopPageQueryDto, statesOf } from './shop-paths';
import { shopPage } from './shop.view';

const EVENTS_PER_PAGE = 25;
/** Mappings on the page of a shop: the newest. */
const LISTED_MAPPINGS = 10;

@ConsoleController('console/shops')
export class ShopPageController {
  constructor(
    private readonly shops: ShopsService,
    private readonly events: ShopEventsService,
    private readonly mappings: ShopMappingsService,
    private readonly summaries: ShopSummariesService,
    private readonly choices: ContinuationChoicesService,
    private readonly settings: Settings,
  ) {}

  @Get(':id')
  @Authorized('shops:read')
  async showShop(
    @CurrentCaller() caller: Caller,
    @Id() id: string,
    @Query() { state, after, before }: ShopPageQueryDto,
    @Req() request: FastifyRequest,
  ): Promise<Page> {
    const shop = await this.shops.get(id);
    const page = { limit: EVENTS_PER_PAGE, after, before };
    const events = await this.events.list(id, page, { state: statesOf(state)?.slice() });
    const canWrite = isPermitted(caller, 'shops:write');
    const canChoose = canWrite && isPermitted(caller, Permission.LicensesRead);
    return shopPage({
      shop,
      address: addressOf(shop, baseUrl(request, this.settings.PUBLIC_URL)),
      summary: (await this.summaries.of([shop])).get(shop.id),
      events,
      unmapped: await this.mappings.unmappedIn(events.rows),
      choices: canChoose ? await this.choices.of(events.rows) : new Map(),
      view: state,
      mappings: await this.mappings.list(id, { limit: LISTED_MAPPINGS }),
      canWrite,
      canReadOrders: isPermitted(caller, 'orders:read'),
    });
  }
}

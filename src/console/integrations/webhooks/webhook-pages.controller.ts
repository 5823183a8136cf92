import { Get, Post, Query } from '@nestjs/common';
import { Authorized } from '../../../common/access/authorized.decorator';
import { WebhookDeliveriesService } from '../../../events/webhooks/webhook-deliveries.service';
import { WebhookDeliveryDetailsService } from '../../../events/webhooks/webhook-delivery-details.service';
import type { WebhookEndpoint } from '../../../events/webhooks/webhook-endpoint.entity';
import { WebhookEndpointsService } from '../../../events/webhooks/webhook-endpoints.service';
import { type Caller, CurrentCaller, isPermitted } from '../../../identity/permissions/caller';
import { Permission } from '../../../identity/permissions/permission';
import { ConsoleController } from '../../frame/console-controller.decorator';
import { type Page, SeeOther } from '../../kit/page';
import { texts } from '../../../i18n/texts';
import { WebhookListQueryDto, WebhookPageQueryDto } from './webhook-forms';
import { webhookListPage } from './webhook-list.view';
import { webhookPath } from './webhook-paths';
import { type OpenDelivery, webhookPage } from './webhook.view';
import { Id } from '../../kit/parameters';

const WEBHOOKS_PER_PAGE = 50;
const DELIVERIES_PER_PAGE = 20;

/** The list of webhooks, and a webhook with its deliveries. */
@ConsoleController('console/webhooks')
export class WebhookPagesController {
  constructor(
    private readonly endpoints: WebhookEndpointsService,
    private readonly deliveries: WebhookDeliveriesService,
    private readonly details: WebhookDeliveryDetailsService,
  ) {}

  @Get()
  @Authorized(Permission.WebhooksRead)
  async showWebhooks(
    @CurrentCaller() caller: Caller,
    @Query() { q, after, trail }: WebhookListQueryDto,
  ): Promise<Page> {
    const { rows, next } = await this.endpoints.list({ limit: WEBHOOKS_PER_PAGE, after }, q);
    const latest = await this.details.latestOf(rows);
    const canWrite = isPermitted(caller, Permission.WebhooksWrite);
    return webhookListPage({ endpoints: rows, latest, q, place: { after, trail }, next, canWrite });
  }

  @Get(':id')
  @Authorized(Permission.WebhooksRead)
  async showWebhook(
    @CurrentCaller() caller: Caller,
    @Id() id: string,
    @Query() { status, after, trail, delivery }: WebhookPageQueryDto,
  ): Promise<Page> {
    const endpoint = await this.endpoints.get(id);
    const page = { limit: DELIVERIES_PER_PAGE, after };
    const { rows, next } = await this.deliveries.list(id, { status }, page);
    const open = await this.open(endpoint, delivery ?? rows[0]?.uid);
    return webhookPage({
      endpoint,
      list: { webhook: id, deliveries: rows, status, place: { after, trail }, next, selected: open?.delivery.uid },
      open,
      undelivered: await this.details.countUndelivered(endpoint),
      canWrite: isPermitted(caller, Permission.WebhooksWrite),
    });
  }

  @Post(':id/pause')
  @Authorized(Permission.WebhooksWrite)
  async pauseWebhook(@Id() id: string): Promise<SeeOther> {
    await this.endpoints.disable(id);
    return SeeOther.done(webhookPath(id), texts('webhooks').done.paused);
  }

  @Post(':id/resume')
  @Authorized(Permission.WebhooksWrite)
  async resumeWebhook(@Id() id: string): Promise<SeeOther> {
    await this.endpoints.enable(id);
    return SeeOther.done(webhookPath(id), texts('webhooks').done.resumed);
  }

  private async open(endpoint: WebhookEndpoint, uid: string | undefined): Promise<OpenDelivery | undefined> {
    if (uid === undefined) {
      return undefined;
    }
    const delivery = await this.deliveries.get(endpoint.uid, uid);
    return { delivery, body: await this.details.bodyOf(endpoint, delivery) };
  }
}

import { Get, Query } from '@nestjs/common';
import { IsIn, IsUUID } from 'class-validator';
import type { VNode } from 'preact';
import { Authorized } from '../../../common/access/authorized.decorator';
import { IsName } from '../../../common/validation/fields';
import { WebhookDeliveriesService } from '../../../events/webhooks/webhook-deliveries.service';
import { DELIVERY_STATUSES, type DeliveryStatus } from '../../../events/webhooks/webhook-delivery.entity';
import {
  type LatestDelivery,
  WebhookDeliveryDetailsService,
} from '../../../events/webhooks/webhook-delivery-details.service';
import type { WebhookEndpoint } from '../../../events/webhooks/webhook-endpoint.entity';
import { WebhookEndpointsService } from '../../../events/webhooks/webhook-endpoints.service';
import { type Caller, CurrentCaller, isPermitted } from '../../../identity/permissions/caller';
import { Permission } from '../../../identity/permissions/permission';
import { addLink } from '../../components/button';
import { listPage, trailPages } from '../../components/list-page';
import { Cut, RowTitle } from '../../components/table';
import { Time } from '../../components/text';
import { ConsoleController } from '../../frame/console-controller.decorator';
import { texts } from '../../../i18n/texts';
import { CursorPageDto } from '../../kit/cursor-page';
import { OptionalField } from '../../kit/optional-field';
import type { Page } from '../../kit/page';
import { Id } from '../../kit/parameters';
import { AnswerBadge } from './delivery-list.view';
import { formatTitle, nameOf, newWebhookPath, WebhookBadge, webhookPath, WEBHOOKS_PATH } from './webhook-parts';
import { type OpenDelivery, webhookPage } from './webhook.view';

const WEBHOOKS_PER_PAGE = 50;
const DELIVERIES_PER_PAGE = 20;

class WebhookListQueryDto extends CursorPageDto {
  @OptionalField()
  @IsName()
  q?: string;
}

class WebhookPageQueryDto extends CursorPageDto {
  @OptionalField()
  @IsIn(DELIVERY_STATUSES)
  status?: DeliveryStatus;

  @OptionalField()
  @IsUUID()
  delivery?: string;
}

/** The list of webhooks, and a webhook with its deliveries. */
@ConsoleController('console/webhooks')
@Authorized(Permission.WebhooksRead)
export class WebhookPagesController {
  constructor(
    private readonly endpoints: WebhookEndpointsService,
    private readonly deliveries: WebhookDeliveriesService,
    private readonly details: WebhookDeliveryDetailsService,
  ) {}

  @Get()
  async showWebhooks(
    @CurrentCaller() caller: Caller,
    @Query() { q, after, trail }: WebhookListQueryDto,
  ): Promise<Page> {
    const t = texts('webhooks');
    const { rows, next } = await this.endpoints.list({ limit: WEBHOOKS_PER_PAGE, after }, q);
    const canWrite = isPermitted(caller, Permission.WebhooksWrite);
    const latest = await this.details.latestOf(rows);
    const byEndpoint = new Map(latest.map((delivery) => [delivery.endpointId, delivery]));
    return listPage({
      title: t.title,
      lead: t.lead,
      actions: [canWrite && addLink(t.create, newWebhookPath)],
      path: WEBHOOKS_PATH,
      query: { q },
      search: { label: t.search, placeholder: t.searchIn, hasNoClear: true },
      isBlank: rows.length === 0 && q === undefined,
      rows,
      columns: [
        {
          head: t.endpoint,
          width: 40,
          onCard: 'title',
          cell: (endpoint) => (
            <RowTitle href={webhookPath(endpoint.uid)} title={nameOf(endpoint)} note={endpoint.url} />
          ),
        },
        {
          head: t.events,
          onCard: 'left',
          cell: ({ events, format }) => (
            <Cut text={t.eventCount({ count: events.length })} note={formatTitle(format)} />
          ),
        },
        { head: t.latest, width: 25, onCard: 'wide', cell: ({ id }) => <Latest delivery={byEndpoint.get(id)} /> },
        { head: t.health, onCard: 'status', cell: (endpoint) => <WebhookBadge endpoint={endpoint} /> },
      ],
      shown: t.shown({ count: rows.length }),
      summary: rows.length === 0 ? t.nothingTitle : undefined,
      pages: trailPages({ after, trail }, next),
      empty: { icon: 'zap', title: t.noneTitle, text: t.noneText, add: canWrite && addLink(t.create, newWebhookPath) },
      noMatch: { title: t.nothingTitle, text: t.nothing({ q: q ?? '' }), showAll: t.showAll },
    });
  }

  @Get(':id')
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

  private async open(endpoint: WebhookEndpoint, uid: string | undefined): Promise<OpenDelivery | undefined> {
    if (uid === undefined) {
      return undefined;
    }
    const delivery = await this.deliveries.get(endpoint.uid, uid);
    return { delivery, body: await this.details.bodyOf(endpoint, delivery) };
  }
}

function Latest({ delivery }: { readonly delivery: LatestDelivery | undefined }): VNode {
  if (!delivery) {
    return <span class="unset">{texts('webhooks').none}</span>;
  }
  return (
    <>
      <AnswerBadge status={delivery.status} lastTry={delivery.lastTry ?? undefined} />
      <span class="row-note">
        <Time at={delivery.createdAt} as="age" />
      </span>
    </>
  );
}

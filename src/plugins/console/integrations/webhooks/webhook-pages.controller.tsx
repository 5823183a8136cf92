import { Get, Query } from '@nestjs/common';
import { IsIn, IsUUID } from 'class-validator';
import type { VNode, ComponentProps } from 'preact';
import { Authorized, IsName } from '../../../../core/common';
import { type WebhookDelivery, type WebhookEndpoint, WebhookEndpointsService } from '../../../../core/events';
import {
  COUNTED_DELIVERIES,
  DELIVERY_STATUSES,
  FAILING_LIMIT_MS,
  type LatestDelivery,
  type UndeliveredCounts,
  WebhookDeliveriesService,
  WebhookDeliveryDetailsService,
} from '../../../../core/events/internal';
import { type Caller, CurrentCaller, isPermitted, Permission } from '../../../../core/identity';
import { addLink, ButtonLink, PostButton } from '../../../../pages/components/button';
import { listPage } from '../../../../pages/components/list-page';
import { trailPages } from '../../../../pages/components/list-pages';
import { Cut, RowTitle, NoValue } from '../../../../pages/components/table';
import { Time, DescriptionList } from '../../../../pages/components/text';
import { ConsoleController } from '../../../../pages/frame/console-controller.decorator';
import { formatDateTime, texts } from '../../../../core/i18n';
import { CursorPageDto } from '../../../../pages/kit/cursor-page';
import { OptionalField } from '../../../../pages/kit/optional-field';
import type { Page } from '../../../../pages/kit/page';
import { Id } from '../../../../pages/kit/parameters';
import { AnswerBadge, DeliveryList, type DeliveryListData, DeliveryView } from './delivery-list.view';
import {
  formatTitle,
  nameOf,
  newWebhookPath,
  WebhookBadge,
  webhookPath,
  WEBHOOKS_PATH,
  crumbsOf,
  webhookActionPath,
  stateOf,
} from './webhook-parts';
import { detailPage } from '../../../../pages/components/detail-page';
import { Menu, MenuRule } from '../../../../pages/components/page-parts';
import { Tags } from '../../../../pages/components/badge';
import { Banner } from '../../../../pages/components/banner';

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
  status?: WebhookDelivery['status'];

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
          name: 'events',
          head: t.events,
          onCard: 'left',
          cell: ({ events, format }) => (
            <Cut text={t.eventCount({ count: events.length })} note={formatTitle(format)} />
          ),
        },
        {
          name: 'latest',
          head: t.latest,
          width: 25,
          onCard: 'wide',
          cell: ({ id }) => <Latest delivery={byEndpoint.get(id)} />,
        },
        { head: t.health, onCard: 'status', cell: (endpoint) => <WebhookBadge endpoint={endpoint} /> },
      ],
      order: texts('lists').newestFirst,
      pages: trailPages({ after, trail }, next, WEBHOOKS_PER_PAGE),
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
    return <NoValue />;
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

/** A delivery with what was sent; without a body if the event is no longer stored. */
interface OpenDelivery {
  readonly delivery: WebhookDelivery;
  readonly body: string | undefined;
}

interface WebhookData {
  readonly endpoint: WebhookEndpoint;
  readonly list: DeliveryListData;
  /** The one beside the list. */
  readonly open: OpenDelivery | undefined;
  readonly undelivered: UndeliveredCounts;
  readonly canWrite: boolean;
}

function webhookPage(data: WebhookData): Page {
  const { endpoint, list, open, canWrite } = data;
  return detailPage({
    title: nameOf(endpoint),
    crumbs: crumbsOf(),
    lead: (
      <span class="page-address">
        <WebhookBadge endpoint={endpoint} /> <code>{endpoint.url}</code>
      </span>
    ),
    actions: canWrite && <Actions {...data} />,
    above: <WebhookBanner {...data} />,
    main: (
      <div class="beside">
        <div>
          <DeliveryList {...list} />
          <Details {...endpoint} />
        </div>
        {open && <DeliveryView endpoint={endpoint} canWrite={canWrite} {...open} />}
      </div>
    ),
  });
}

function Actions({ endpoint: { uid, disabledAt } }: WebhookData): VNode {
  const t = texts('webhooks');
  const isOn = disabledAt === null;
  return (
    <>
      <ButtonLink icon="pencil" href={webhookActionPath(uid, 'edit')} text={t.edit} />
      <Menu label={t.more} isIcon>
        <PostButton
          look="quiet"
          icon={isOn ? 'pause' : 'play'}
          action={webhookActionPath(uid, isOn ? 'pause' : 'resume')}
          text={isOn ? t.pause : t.resume}
        />
        {isOn && <a href={webhookActionPath(uid, 'replay-failed')}>{t.replayAll}</a>}
        <a href={webhookActionPath(uid, 'rotate-secret')}>{t.rotate}</a>
        <MenuRule />
        <ButtonLink look="danger" href={webhookActionPath(uid, 'delete')} text={t.remove} />
      </Menu>
      {isOn && <PostButton look="primary" icon="send" action={webhookActionPath(uid, 'test')} text={t.test} />}
    </>
  );
}

function Details({ events, format, apiVersion, previousSecretExpiresAt, createdAt }: WebhookEndpoint): VNode {
  const t = texts('webhooks');
  const secret = previousSecretExpiresAt ? (
    <>
      {t.secretHidden}. {t.secretOverlap} <Time at={previousSecretExpiresAt} />
    </>
  ) : (
    t.secretHidden
  );
  return (
    <div class="section">
      <DescriptionList
        items={[
          { term: t.events, value: <Tags names={events} /> },
          { term: t.format, value: formatTitle(format) },
          { term: texts('apiVersions').version, value: apiVersion },
          { term: t.secret, value: secret },
          { term: t.created, value: <Time at={createdAt} /> },
        ]}
      />
    </div>
  );
}

/** Delivery problems and remedies; empty if there are none. */
function WebhookBanner(data: WebhookData): VNode | null {
  const props = bannerOf(data);
  return props && <Banner {...props} action={data.canWrite ? props.action : undefined} />;
}

function bannerOf({ endpoint, undelivered: { pending, failed } }: WebhookData): ComponentProps<typeof Banner> | null {
  const t = texts('webhooks');
  const { uid, disabledAt, failingSince } = endpoint;
  const state = stateOf(endpoint);
  if (disabledAt !== null) {
    const at = formatDateTime(disabledAt);
    const action = <PostButton icon="play" action={webhookActionPath(uid, 'resume')} text={t.resume} />;
    if (state === 'paused') {
      const title = t.banners.paused({ at });
      return { tone: 'neutral', icon: 'circle-pause', title, children: t.banners.pausedText, action };
    }
    const title = state === 'gone' ? t.banners.gone({ at }) : t.banners.stopped({ at });
    return { tone: 'bad', title, children: t.banners.stoppedText, action };
  }
  if (failingSince !== null) {
    const date = formatDateTime(new Date(failingSince.getTime() + FAILING_LIMIT_MS));
    const isMore = pending >= COUNTED_DELIVERIES;
    return {
      tone: 'bad',
      title: t.banners.failing({ at: formatDateTime(failingSince), count: pending, isMore }),
      children: t.banners.failingText({ date }),
      action: pending > 0 && (
        <PostButton icon="refresh-cw" action={webhookActionPath(uid, 'retry')} text={t.banners.retry} />
      ),
    };
  }
  return failed === 0
    ? null
    : {
        tone: 'warn',
        title: t.banners.failed({ count: failed, isMore: failed >= COUNTED_DELIVERIES }),
        children: t.banners.failedText,
        action: <ButtonLink icon="refresh-cw" href={webhookActionPath(uid, 'replay-failed')} text={t.replayAll} />,
      };
}

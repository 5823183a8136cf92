import type { VNode } from 'preact';
import type { UndeliveredCounts } from '../../../events/webhooks/webhook-delivery-details.service';
import type { WebhookDelivery } from '../../../events/webhooks/webhook-delivery.entity';
import type { WebhookEndpoint } from '../../../events/webhooks/webhook-endpoint.entity';
import { ButtonLink, PostButton } from '../../components/button';
import { Menu, MenuRule, PageHeader } from '../../components/page-parts';
import { DescriptionList, Time } from '../../components/text';
import { Page } from '../../kit/page';
import { texts } from '../../../i18n/texts';
import { Tags } from '../tags';
import { DeliveryList, type DeliveryListData } from './delivery-list.view';
import { DeliveryView } from './delivery.view';
import { WebhookBanner } from './webhook-banner.view';
import { webhookActionPath, WEBHOOKS_PATH } from './webhook-paths';
import { formatTitle, nameOf, WebhookBadge } from './webhook-state';

/** A delivery with what was sent; without a body if the event is no longer stored. */
export interface OpenDelivery {
  readonly delivery: WebhookDelivery;
  readonly body: string | undefined;
}

export interface WebhookData {
  readonly endpoint: WebhookEndpoint;
  readonly list: DeliveryListData;
  /** The one beside the list. */
  readonly open: OpenDelivery | undefined;
  readonly undelivered: UndeliveredCounts;
  readonly canWrite: boolean;
}

export function webhookPage(data: WebhookData): Page {
  return new Page({ title: nameOf(data.endpoint), body: <WebhookView {...data} /> });
}

function WebhookView(data: WebhookData): VNode {
  const t = texts('webhooks');
  const { endpoint, list, open, canWrite } = data;
  return (
    <>
      <PageHeader
        title={nameOf(endpoint)}
        crumbs={[{ title: t.title, href: WEBHOOKS_PATH }]}
        lead={
          <span class="page-address">
            <WebhookBadge endpoint={endpoint} /> <code>{endpoint.url}</code>
          </span>
        }
        actions={canWrite ? <Actions {...data} /> : undefined}
      />
      <WebhookBanner {...data} />
      <div class="beside">
        <div>
          <DeliveryList {...list} />
          <Details endpoint={endpoint} />
        </div>
        {open && <DeliveryView endpoint={endpoint} canWrite={canWrite} {...open} />}
      </div>
    </>
  );
}

function Actions({ endpoint: { uid, disabledAt } }: WebhookData): VNode {
  const t = texts('webhooks');
  const isOn = disabledAt === null;
  return (
    <>
      <ButtonLink icon="pencil" href={webhookActionPath(uid, 'edit')}>
        {t.edit}
      </ButtonLink>
      <Menu label={t.more} isIcon>
        <PostButton
          look="quiet"
          icon={isOn ? 'pause' : 'play'}
          action={webhookActionPath(uid, isOn ? 'pause' : 'resume')}
        >
          {isOn ? t.pause : t.resume}
        </PostButton>
        {isOn && <a href={webhookActionPath(uid, 'replay-failed')}>{t.replayAll}</a>}
        <a href={webhookActionPath(uid, 'rotate-secret')}>{t.rotate}</a>
        <MenuRule />
        <ButtonLink look="danger" href={webhookActionPath(uid, 'delete')}>
          {t.remove}
        </ButtonLink>
      </Menu>
      {isOn && (
        <PostButton look="primary" icon="send" action={webhookActionPath(uid, 'test')}>
          {t.test}
        </PostButton>
      )}
    </>
  );
}

function Details({ endpoint }: Pick<WebhookData, 'endpoint'>): VNode {
  const t = texts('webhooks');
  const { events, format, previousSecretExpiresAt, createdAt } = endpoint;
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
          { term: t.secret, value: secret },
          { term: t.created, value: <Time at={createdAt} /> },
        ]}
      />
    </div>
  );
}

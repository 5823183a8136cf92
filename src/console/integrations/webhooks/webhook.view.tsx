import type { VNode } from 'preact';
import type { UndeliveredCounts } from '../../../events/webhooks/webhook-delivery-details.service';
import type { WebhookDelivery } from '../../../events/webhooks/webhook-delivery.entity';
import type { WebhookEndpoint } from '../../../events/webhooks/webhook-endpoint.entity';
import { ButtonLink, PostButton } from '../../components/button';
import { detailPage } from '../../components/detail-page';
import { Menu, MenuRule } from '../../components/page-parts';
import { DescriptionList, Time } from '../../components/text';
import type { Page } from '../../kit/page';
import { texts } from '../../../i18n/texts';
import { Tags } from '../parts';
import { DeliveryList, type DeliveryListData } from './delivery-list.view';
import { DeliveryView } from './delivery.view';
import { WebhookBanner } from './webhook-banner.view';
import { crumbsOf, formatTitle, nameOf, webhookActionPath, WebhookBadge } from './webhook-parts';

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

function Details({ events, format, previousSecretExpiresAt, createdAt }: WebhookEndpoint): VNode {
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
          { term: t.secret, value: secret },
          { term: t.created, value: <Time at={createdAt} /> },
        ]}
      />
    </div>
  );
}

import type { VNode } from 'preact';
import type { LatestDelivery } from '../../../events/webhooks/webhook-delivery-details.service';
import type { WebhookEndpoint } from '../../../events/webhooks/webhook-endpoint.entity';
import { Cut, RowTitle } from '../../components/table';
import { Time } from '../../components/text';
import type { CursorFields } from '../../kit/cursor-page';
import type { Page } from '../../kit/page';
import { texts } from '../../../i18n/texts';
import { AnswerBadge } from './delivery-list.view';
import { newWebhookPath, webhookPath, WEBHOOKS_PATH } from './webhook-paths';
import { formatTitle, nameOf, WebhookBadge } from './webhook-state';
import { listPage, trailPages } from '../../components/list-page';
import { addLink } from '../../components/button';

export interface WebhookListData {
  readonly endpoints: readonly WebhookEndpoint[];
  readonly latest: readonly LatestDelivery[];
  readonly q: string | undefined;
  readonly place: CursorFields;
  /** Cursor of the next page. */
  readonly next: string | null;
  readonly canWrite: boolean;
}

export function webhookListPage({ endpoints, latest, q, place, next, canWrite }: WebhookListData): Page {
  const t = texts('webhooks');
  const byEndpoint = new Map(latest.map((delivery) => [delivery.endpointId, delivery]));
  return listPage({
    title: t.title,
    lead: t.lead,
    actions: [canWrite && addLink(t.create, newWebhookPath)],
    path: WEBHOOKS_PATH,
    query: { q },
    search: { label: t.search, placeholder: t.searchIn, hasNoClear: true },
    isBlank: endpoints.length === 0 && q === undefined,
    rows: endpoints,
    columns: [
      {
        head: t.endpoint,
        width: 40,
        onCard: 'title',
        cell: (endpoint) => <RowTitle href={webhookPath(endpoint.uid)} title={nameOf(endpoint)} note={endpoint.url} />,
      },
      {
        head: t.events,
        onCard: 'left',
        cell: ({ events, format }) => <Cut text={t.eventCount({ count: events.length })} note={formatTitle(format)} />,
      },
      { head: t.latest, width: 25, onCard: 'wide', cell: ({ id }) => <Latest delivery={byEndpoint.get(id)} /> },
      { head: t.health, onCard: 'status', cell: (endpoint) => <WebhookBadge endpoint={endpoint} /> },
    ],
    shown: t.shown({ count: endpoints.length }),
    summary: endpoints.length === 0 ? t.nothingTitle : undefined,
    pages: trailPages(place, next),
    empty: { icon: 'zap', title: t.noneTitle, text: t.noneText, add: canWrite && addLink(t.create, newWebhookPath) },
    noMatch: { title: t.nothingTitle, text: t.nothing({ q: q ?? '' }), showAll: t.showAll },
  });
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

import type { VNode } from 'preact';
import type { LatestDelivery } from '../../../events/webhooks/webhook-delivery-details.service';
import type { WebhookEndpoint } from '../../../events/webhooks/webhook-endpoint.entity';
import { ButtonLink } from '../../components/button';
import { Results, SearchForm, withQuery } from '../../components/filters';
import { EmptyState, PageHeader } from '../../components/page-parts';
import { type Column, Cut, Pager, RowTitle, Table } from '../../components/table';
import { Time } from '../../components/text';
import { type CursorFields, nextPage, previousPage } from '../../kit/cursor-page';
import { Page } from '../../kit/page';
import { texts } from '../../kit/texts';
import { AnswerBadge } from './delivery-list.view';
import { newWebhookPath, webhookPath, WEBHOOKS_PATH } from './webhook-paths';
import { nameOf, WebhookBadge } from './webhook-state';

export interface WebhookListData {
  readonly endpoints: readonly WebhookEndpoint[];
  readonly latest: readonly LatestDelivery[];
  readonly q: string | undefined;
  readonly place: CursorFields;
  /** Cursor of the next page. */
  readonly next: string | null;
  readonly canWrite: boolean;
}

export function webhookListPage(data: WebhookListData): Page {
  return new Page({ title: texts('webhooks').title, body: <WebhookList {...data} /> });
}

function WebhookList(data: WebhookListData): VNode {
  const t = texts('webhooks');
  const { endpoints, q, canWrite } = data;
  const create = (
    <ButtonLink look="primary" icon="plus" href={newWebhookPath}>
      {t.create}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader title={t.title} lead={t.lead} actions={canWrite ? create : undefined} />
      {(endpoints.length > 0 || q !== undefined) && (
        <SearchForm action={WEBHOOKS_PATH} label={t.search} placeholder={t.searchIn} value={q ?? ''} />
      )}
      <Results summary={endpoints.length === 0 ? t.nothingTitle : t.shown({ count: endpoints.length })}>
        {endpoints.length === 0 ? (
          <Nothing {...data} />
        ) : (
          <>
            <Table label={t.title} rows={endpoints} columns={columnsOf(data)} keyOf={({ id }) => id} />
            <WebhookPager {...data} />
          </>
        )}
      </Results>
    </>
  );
}

function columnsOf({ latest }: WebhookListData): Column<WebhookEndpoint>[] {
  const t = texts('webhooks');
  const byEndpoint = new Map(latest.map((delivery) => [delivery.endpointId, delivery]));
  return [
    {
      head: t.endpoint,
      width: 40,
      onCard: 'title',
      cell: (endpoint) => <RowTitle href={webhookPath(endpoint.uid)} title={nameOf(endpoint)} note={endpoint.url} />,
    },
    {
      head: t.events,
      onCard: 'left',
      cell: ({ events, format }) => <Cut text={t.eventCount({ count: events.length })} note={t.formats[format]} />,
    },
    { head: t.latest, width: 25, onCard: 'wide', cell: ({ id }) => <Latest delivery={byEndpoint.get(id)} /> },
    { head: t.health, onCard: 'status', cell: (endpoint) => <WebhookBadge endpoint={endpoint} /> },
  ];
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

function WebhookPager({ endpoints, q, place, next }: WebhookListData): VNode {
  const pathAt = (to: CursorFields | undefined) => to && withQuery(WEBHOOKS_PATH, { q, ...to });
  return (
    <Pager
      text={texts('webhooks').shown({ count: endpoints.length })}
      previousHref={pathAt(previousPage(place))}
      nextHref={pathAt(nextPage(place, next))}
    />
  );
}

function Nothing({ q, canWrite }: WebhookListData): VNode {
  const t = texts('webhooks');
  return q === undefined ? (
    <EmptyState
      icon="zap"
      title={t.noneTitle}
      actions={canWrite ? <ButtonLink href={newWebhookPath}>{t.create}</ButtonLink> : undefined}
    >
      {t.noneText}
    </EmptyState>
  ) : (
    <EmptyState
      icon="search"
      title={t.nothingTitle}
      actions={<ButtonLink href={WEBHOOKS_PATH}>{t.showAll}</ButtonLink>}
    >
      {t.nothing({ q })}
    </EmptyState>
  );
}

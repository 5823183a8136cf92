import type { VNode } from 'preact';
import { type WebhookDelivery, type WebhookEndpoint } from '../../../../core/events';
import { DELIVERY_STATUSES } from '../../../../core/events/internal';
import { Badge } from '../../../../pages/components/badge';
import { withQuery } from '../../../../pages/components/filters';
import { Rows } from '../../../../pages/components/list-page';
import { trailPages } from '../../../../pages/components/list-pages';
import { EmptyState, Section, Tabs } from '../../../../pages/components/page-parts';
import { Time } from '../../../../pages/components/text';
import { formatNumber, texts, viewer } from '../../../../core/i18n';
import type { CursorFields } from '../../../../pages/kit/cursor-page';
import { webhookPath } from './webhook-parts';
import { PostButton } from '../../../../pages/components/button';
import { JsonCode } from '../../../../pages/components/json-code';
import { Timeline, type TimelineEntry } from '../../../../pages/components/lists';
import { statusLine } from '../status-line';

export interface DeliveryListData {
  /** UUID of the webhook. */
  readonly webhook: string;
  readonly deliveries: readonly WebhookDelivery[];
  readonly status: WebhookDelivery['status'] | undefined;
  readonly place: CursorFields;
  /** Cursor of the next page. */
  readonly next: string | null;
  /** UUID of the one that is shown beside the list. */
  readonly selected: string | undefined;
}

/** The deliveries of a webhook. With scripts, the list is read again every ten seconds. */
export function DeliveryList(data: DeliveryListData): VNode {
  const t = texts('webhooks').deliveries;
  const { webhook, deliveries, status, place, next } = data;
  const path = webhookPath(webhook);
  const tabs = [undefined, ...DELIVERY_STATUSES].map((one) => ({
    title: one ? t.statuses[one] : t.all,
    href: withQuery(path, { status: one }),
    isCurrent: status === one,
  }));
  return (
    <Section id="deliveries" title={t.title} note={t.note({ zone: viewer().zone })}>
      <Tabs label={t.byStatus} tabs={tabs} />
      <div data-live="deliveries" data-refresh="10">
        {deliveries.length === 0 ? (
          <EmptyState icon="send" title={t.noneTitle}>
            {status === undefined ? t.none : t.noneOfStatus}
          </EmptyState>
        ) : (
          <Rows
            title={t.title}
            rows={deliveries}
            columns={[
              {
                head: t.answer,
                width: 20,
                onCard: 'status',
                cell: ({ status, tries }) => <AnswerBadge status={status} lastTry={tries.at(-1)} />,
              },
              { head: t.event, onCard: 'title', cell: (delivery) => <DeliveryLink {...data} delivery={delivery} /> },
              {
                head: t.tries,
                width: 15,
                isRight: true,
                onCard: 'hidden',
                cell: ({ tries }) => formatNumber(tries.length),
              },
              {
                head: t.lastTry,
                width: 20,
                isRight: true,
                onCard: 'right',
                cell: ({ tries, createdAt }) => <Time at={new Date(tries.at(-1)?.at ?? createdAt)} as="clock" />,
              },
            ]}
            order={texts('lists').newestFirst}
            path={path}
            query={{ status }}
            pages={trailPages(place, next)}
          />
        )}
      </div>
    </Section>
  );
}

function DeliveryLink(data: DeliveryListData & { readonly delivery: WebhookDelivery }): VNode {
  const { webhook, status, place, selected, delivery } = data;
  const { uid, eventName } = delivery;
  return (
    <a
      class="row-link cut mono"
      href={`${withQuery(webhookPath(webhook), { status, ...place, delivery: uid })}#delivery`}
      aria-current={uid === selected ? 'true' : undefined}
      title={eventName}
    >
      {eventName}
    </a>
  );
}

interface AnswerProps {
  readonly status: WebhookDelivery['status'];
  /** Undefined before the first try has ended. */
  readonly lastTry: WebhookDelivery['tries'][number] | undefined;
}

/** Result of the last attempt. */
export function AnswerBadge({ status, lastTry }: AnswerProps): VNode {
  const t = texts('webhooks').deliveries;
  if (!lastTry) {
    return <Badge tone="neutral" icon="clock" text={t.waiting} />;
  }
  const isDelivered = status === 'delivered';
  return (
    <Badge
      tone={isDelivered ? 'ok' : 'bad'}
      icon={isDelivered ? 'check' : 'x'}
      text={lastTry.status_code ?? t.noAnswer}
    />
  );
}

interface DeliveryData {
  readonly endpoint: WebhookEndpoint;
  readonly delivery: WebhookDelivery;
  /** Undefined if the event is no longer stored. */
  readonly body: string | undefined;
  readonly canWrite: boolean;
}

/** One delivery: its tries, what was sent and what came back. */
export function DeliveryView({ endpoint, delivery, body, canWrite }: DeliveryData): VNode {
  const t = texts('webhooks').delivery;
  const { uid, eventName, sequence, status, tries } = delivery;
  const { status_code: answer = null, response = null } = tries.at(-1) ?? {};
  const canReplay = canWrite && endpoint.disabledAt === null && body !== undefined && status !== 'pending';
  return (
    <section class="section delivery" id="delivery" aria-labelledby="delivery-title" tabIndex={-1}>
      <div class="delivery-head">
        <h2 id="delivery-title">
          <code>{eventName}</code> <span>{t.number({ sequence })}</span>
        </h2>
        {canReplay && (
          <PostButton
            isSmall
            icon="refresh-cw"
            action={`${webhookPath(endpoint.uid)}/deliveries/${uid}/replay`}
            text={t.again}
          />
        )}
      </div>
      <Timeline entries={entriesOf(delivery)} timesAs="clock" />
      <h3>{t.sent}</h3>
      {body === undefined ? (
        <p class="hint">{t.eventGone}</p>
      ) : (
        <>
          <JsonCode label={t.sent} head={headOf(endpoint, delivery)} body={body} />
          <p class="hint">{t.sentNote}</p>
        </>
      )}
      {answer !== null && (
        <>
          <h3>{t.cameBack}</h3>
          <JsonCode label={t.cameBack} head={[[statusLine(answer), '']]} body={response || t.nothing} />
        </>
      )}
    </section>
  );
}

/** The tries, newest first. */
function entriesOf({ tries, status, dueAt, attempts, replayedAt }: WebhookDelivery): TimelineEntry[] {
  const { delivery: t, deliveries } = texts('webhooks');
  const entries = tries.map(({ status_code: code, duration_ms: ms, error, at }, index): TimelineEntry => {
    const isDelivered = code !== null && code >= 200 && code < 300;
    const answer = code === null ? deliveries.noAnswer : statusLine(code);
    return {
      key: at,
      icon: isDelivered ? 'check' : 'x',
      tone: isDelivered ? 'ok' : 'bad',
      text: t.tryNumber({ number: index + 1, answer }),
      at: new Date(at),
      evidence: [error, t.took({ ms })].filter(Boolean).join(' · '),
    };
  });
  if (status === 'pending') {
    const isUnderWay = attempts > tries.length;
    const at = attempts === tries.length ? dueAt : undefined;
    entries.push({ key: 'pending', icon: 'clock', text: isUnderWay ? t.underWay : t.nextTry, at });
  }
  if (replayedAt) {
    entries.push({ key: 'replayed', icon: 'refresh-cw', text: t.replayed, at: replayedAt });
  }
  return entries.reverse();
}

function headOf({ url }: WebhookEndpoint, { messageId, tries }: WebhookDelivery): [string, string][] {
  const lastTry = tries.at(-1);
  const timestamp = lastTry && String(Math.floor(Date.parse(lastTry.at) / 1000));
  return [
    [`POST ${url}`, ''],
    ['content-type', 'application/json'],
    ['webhook-id', `msg_${messageId}`],
    ...(timestamp === undefined ? [] : [['webhook-timestamp', timestamp] as [string, string]]),
  ];
}

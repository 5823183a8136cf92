import type { VNode } from 'preact';
import type { WebhookDelivery } from '../../../events/webhooks/webhook-delivery.entity';
import type { WebhookEndpoint } from '../../../events/webhooks/webhook-endpoint.entity';
import { PostButton } from '../../components/button';
import { JsonCode } from '../../components/json-code';
import { Timeline, type TimelineEntry } from '../../components/lists';
import { texts } from '../../../i18n/texts';
import { statusLine } from '../parts';
import { webhookPath } from './webhook-parts';

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

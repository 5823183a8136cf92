import { STATUS_CODES } from 'node:http';
import type { VNode } from 'preact';
import type { DeliveryTry, WebhookDelivery } from '../../../events/webhooks/webhook-delivery.entity';
import type { WebhookEndpoint } from '../../../events/webhooks/webhook-endpoint.entity';
import { PostButton } from '../../components/button';
import { Icon } from '../../components/icon';
import { JsonCode } from '../../components/json-code';
import { Time } from '../../components/text';
import { texts } from '../../../i18n/texts';
import { replayPath } from './webhook-paths';

export interface DeliveryData {
  readonly endpoint: WebhookEndpoint;
  readonly delivery: WebhookDelivery;
  /** Undefined if the event is no longer stored. */
  readonly body: string | undefined;
  readonly canWrite: boolean;
}

/** One delivery: its tries, what was sent and what came back. */
export function DeliveryView(data: DeliveryData): VNode {
  const { endpoint, delivery, body, canWrite } = data;
  const t = texts('webhooks').delivery;
  const canReplay = canWrite && endpoint.disabledAt === null && body !== undefined && delivery.status !== 'pending';
  return (
    <section class="section delivery" id="delivery" aria-labelledby="delivery-title" tabIndex={-1}>
      <div class="delivery-head">
        <h2 id="delivery-title">
          <code>{delivery.eventName}</code> <span>{t.number({ sequence: delivery.sequence })}</span>
        </h2>
        {canReplay && (
          <PostButton isSmall icon="refresh-cw" action={replayPath(endpoint.uid, delivery.uid)}>
            {t.again}
          </PostButton>
        )}
      </div>
      <Tries {...data} />
      <h3>{t.sent}</h3>
      {body === undefined ? <p class="hint">{t.eventGone}</p> : <Sent {...data} body={body} />}
      <Response lastTry={delivery.tries.at(-1)} />
    </section>
  );
}

function Tries({ delivery }: DeliveryData): VNode {
  const t = texts('webhooks').delivery;
  const { tries, status, dueAt, attempts, replayedAt } = delivery;
  return (
    <ol class="timeline">
      {replayedAt && (
        <li>
          <TryIcon name="refresh-cw" />
          <span>{t.replayed}</span>
          <Time at={replayedAt} as="clock" />
        </li>
      )}
      {status === 'pending' && (
        <li>
          <TryIcon name="clock" />
          <span>{attempts > tries.length ? t.underWay : t.nextTry}</span>
          {attempts === tries.length && <Time at={dueAt} as="clock" />}
        </li>
      )}
      {tries.map((one, index) => <Try key={one.at} number={index + 1} {...one} />).reverse()}
    </ol>
  );
}

function Try({ number, ...one }: DeliveryTry & { readonly number: number }): VNode {
  const t = texts('webhooks').delivery;
  const { status_code: status, duration_ms: duration, error, at } = one;
  const isDelivered = status !== null && status >= 200 && status < 300;
  return (
    <li>
      <TryIcon name={isDelivered ? 'check' : 'x'} tone={isDelivered ? 'ok' : 'bad'} />
      <span>{t.tryNumber({ number, answer: answerOf(status) })}</span>
      <Time at={new Date(at)} as="clock" />
      <span class="timeline-evidence">{[error, t.took({ ms: duration })].filter(Boolean).join(' · ')}</span>
    </li>
  );
}

function TryIcon({ name, tone }: { readonly name: 'check' | 'x' | 'clock' | 'refresh-cw'; tone?: string }): VNode {
  return (
    <span class={`timeline-icon ${tone === undefined ? '' : `timeline-${tone}`}`}>
      <Icon name={name} size={12} />
    </span>
  );
}

/** 503 Service Unavailable */
function answerOf(status: number | null): string {
  return status === null
    ? texts('webhooks').deliveries.noAnswer
    : [status, STATUS_CODES[status]].filter(Boolean).join(' ');
}

function Sent({ endpoint, delivery, body }: DeliveryData & { readonly body: string }): VNode {
  const t = texts('webhooks').delivery;
  const { messageId, tries } = delivery;
  const [lastTry] = tries.slice(-1);
  const head: [string, string][] = [
    [`POST ${endpoint.url}`, ''],
    ['content-type', 'application/json'],
    ['webhook-id', `msg_${messageId}`],
  ];
  if (lastTry) {
    head.push(['webhook-timestamp', String(Math.floor(Date.parse(lastTry.at) / 1000))]);
  }
  return (
    <>
      <JsonCode label={t.sent} head={head} body={body} />
      <p class="hint">{t.sentNote}</p>
    </>
  );
}

function Response({ lastTry }: { readonly lastTry: DeliveryTry | undefined }): VNode | null {
  const t = texts('webhooks').delivery;
  const { status_code: status = null, response = null } = lastTry ?? {};
  if (status === null) {
    return null;
  }
  return (
    <>
      <h3>{t.cameBack}</h3>
      <JsonCode
        label={t.cameBack}
        head={[[answerOf(status), '']]}
        body={response === null || response === '' ? t.nothing : response}
      />
    </>
  );
}

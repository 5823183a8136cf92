import type { VNode } from 'preact';
import { COUNTED_DELIVERIES } from '../../../events/webhooks/webhook-delivery-details.service';
import { FAILING_LIMIT_MS } from '../../../events/webhooks/webhook-outcomes.service';
import { Banner } from '../../components/banner';
import { ButtonLink, PostButton } from '../../components/button';
import { formatDateTime } from '../../../i18n/format';
import { texts } from '../../../i18n/texts';
import { webhookActionPath } from './webhook-paths';
import { stateOf } from './webhook-state';
import type { WebhookData } from './webhook.view';

/** Delivery problems and remedies; empty if there are none. */
export function WebhookBanner(data: WebhookData): VNode | null {
  const state = stateOf(data.endpoint);
  if (state === 'failing') {
    return <Failing {...data} />;
  }
  return state === 'healthy' ? <Failed {...data} /> : <Disabled {...data} />;
}

function Failing({ endpoint: { uid, failingSince }, undelivered: { pending }, canWrite }: WebhookData): VNode | null {
  const { banners } = texts('webhooks');
  if (failingSince === null) {
    return null;
  }
  const end = new Date(failingSince.getTime() + FAILING_LIMIT_MS);
  const retry = (
    <PostButton icon="refresh-cw" action={webhookActionPath(uid, 'retry')}>
      {banners.retry}
    </PostButton>
  );
  return (
    <Banner
      tone="bad"
      title={banners.failing({
        at: formatDateTime(failingSince),
        count: pending,
        isMore: pending >= COUNTED_DELIVERIES,
      })}
      action={canWrite && pending > 0 ? retry : undefined}
    >
      {banners.failingText({ date: formatDateTime(end) })}
    </Banner>
  );
}

function Disabled({ endpoint, canWrite }: WebhookData): VNode | null {
  const t = texts('webhooks');
  const { uid, disabledAt } = endpoint;
  const state = stateOf(endpoint);
  if (disabledAt === null) {
    return null;
  }
  const at = formatDateTime(disabledAt);
  const titles = { paused: t.banners.paused({ at }), gone: t.banners.gone({ at }), stopped: t.banners.stopped({ at }) };
  const title = state === 'paused' || state === 'gone' ? titles[state] : titles.stopped;
  const resume = (
    <PostButton icon="play" action={webhookActionPath(uid, 'resume')}>
      {t.resume}
    </PostButton>
  );
  return (
    <Banner
      tone={state === 'paused' ? 'neutral' : 'bad'}
      icon={state === 'paused' ? 'circle-pause' : undefined}
      title={title}
      action={canWrite ? resume : undefined}
    >
      {state === 'paused' ? t.banners.pausedText : t.banners.stoppedText}
    </Banner>
  );
}

function Failed({ endpoint: { uid }, undelivered: { failed }, canWrite }: WebhookData): VNode | null {
  const t = texts('webhooks');
  if (failed === 0) {
    return null;
  }
  const again = (
    <ButtonLink icon="refresh-cw" href={webhookActionPath(uid, 'replay-failed')}>
      {t.replayAll}
    </ButtonLink>
  );
  return (
    <Banner
      tone="warn"
      title={t.banners.failed({ count: failed, isMore: failed >= COUNTED_DELIVERIES })}
      action={canWrite ? again : undefined}
    >
      {t.banners.failedText}
    </Banner>
  );
}

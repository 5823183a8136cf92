import type { ComponentProps, VNode } from 'preact';
import { COUNTED_DELIVERIES } from '../../../events/webhooks/webhook-delivery-details.service';
import { FAILING_LIMIT_MS } from '../../../events/webhooks/webhook-outcomes.service';
import { Banner } from '../../components/banner';
import { ButtonLink, PostButton } from '../../components/button';
import { formatDateTime } from '../../../i18n/format';
import { texts } from '../../../i18n/texts';
import { stateOf, webhookActionPath } from './webhook-parts';
import type { WebhookData } from './webhook.view';

/** Delivery problems and remedies; empty if there are none. */
export function WebhookBanner(data: WebhookData): VNode | null {
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

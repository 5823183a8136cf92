import { Post } from '@nestjs/common';
import { IsIn } from 'class-validator';
import { Authorized, Clock } from '../../../../core/common';
import { WebhookEndpointsService } from '../../../../core/events';
import {
  COUNTED_DELIVERIES,
  RETRY_BATCH,
  RotateWebhookSecretDto,
  WebhookDeliveriesService,
  WebhookDeliveryDetailsService,
  WebhookRetriesService,
} from '../../../../core/events/internal';
import { Permission } from '../../../../core/identity';
import { ConfirmForm } from '../../../../pages/components/confirmation';
import { withQuery } from '../../../../pages/components/filters';
import { EditForm } from '../../../../pages/components/form-page';
import { ConsoleController } from '../../../../pages/frame/console-controller.decorator';
import { FormRoute } from '../../../../pages/kit/form-route';
import type { FormField } from '../../../../pages/kit/form-table';
import { type PageForm, SeeOther } from '../../../../pages/kit/page';
import { Id } from '../../../../pages/kit/parameters';
import { texts } from '../../../../core/i18n';
import { crumbsOf, nameOf, shownSecret, webhookActionPath, webhookPath, WEBHOOKS_PATH } from './webhook-parts';

const HOUR_MS = 3_600_000;

/** Spans of time in hours. */
const SPANS = { hour: 1, day: 24, week: 7 * 24, month: 30 * 24 } as const;
type Span = keyof typeof SPANS;
const SPAN_NAMES = Object.keys(SPANS) as Span[];

class ReplayFailedFormDto {
  @IsIn(SPAN_NAMES)
  since!: Span;
}

/** Deletes webhooks, replaces their secrets, and sends events to them: tests, and what did not arrive. */
@ConsoleController('console/webhooks')
@Authorized(Permission.WebhooksWrite)
export class WebhookFormsController {
  constructor(
    private readonly endpoints: WebhookEndpointsService,
    private readonly details: WebhookDeliveryDetailsService,
    private readonly deliveries: WebhookDeliveriesService,
    private readonly retries: WebhookRetriesService,
    private readonly clock: Clock,
  ) {}

  @FormRoute(':id/rotate-secret')
  async rotateSecret(@Id() id: string): Promise<PageForm> {
    const { rotateForm: t, secretPage: words } = texts('webhooks');
    return new EditForm({
      title: t.title,
      crumbs: crumbsOf(await this.endpoints.get(id)),
      refused: t.notRotated,
      above: <p>{t.text}</p>,
      isSection: true,
      action: webhookActionPath(id, 'rotate-secret'),
      groups: [{ rows: [{ name: 'overlap_hours', kind: 'number', value: 24, empty: 'missing' }, secretField()] }],
      texts: t,
      verb: t.verb,
      cancel: { title: t.keep, href: webhookPath(id) },
      width: 'confirmation',
      input: RotateWebhookSecretDto,
      submit: async ({ secret, overlap_hours: overlap }) =>
        shownSecret(await this.endpoints.rotateSecret(id, secret, overlap), words.rotated),
    });
  }

  @FormRoute(':id/delete')
  async deleteWebhook(@Id() id: string): Promise<PageForm> {
    const t = texts('webhooks');
    const { deletion } = t;
    const endpoint = await this.endpoints.get(id);
    const { pending: count } = await this.details.countUndelivered(endpoint);
    const name = nameOf(endpoint);
    return new ConfirmForm({
      title: deletion.title({ name }),
      crumbs: crumbsOf(endpoint),
      undo: { isPossible: false, text: deletion.undo },
      about: [
        { term: t.form.url, value: <code>{endpoint.url}</code> },
        { term: t.events, value: t.eventCount({ count: endpoint.events.length }) },
      ],
      consequences: [
        { icon: 'zap', tone: 'bad', text: deletion.pending({ count, isMore: count >= COUNTED_DELIVERIES }) },
        { icon: 'list', text: deletion.log },
      ],
      action: webhookActionPath(id, 'delete'),
      verb: deletion.verb,
      keep: { title: deletion.keep, href: webhookPath(id) },
      submit: async () => {
        await this.endpoints.delete(id);
        return SeeOther.done(WEBHOOKS_PATH, deletion.done({ name }));
      },
    });
  }

  @FormRoute(':id/replay-failed')
  async replayFailed(@Id() id: string): Promise<PageForm> {
    const { replayForm: t, done } = texts('webhooks');
    const choices = SPAN_NAMES.map((value) => ({ value, title: t.spans[value] }));
    return new EditForm({
      title: t.title,
      crumbs: crumbsOf(await this.endpoints.get(id)),
      refused: t.notSent,
      above: <p>{t.text({ most: RETRY_BATCH })}</p>,
      isSection: true,
      action: webhookActionPath(id, 'replay-failed'),
      groups: [{ rows: [{ name: 'since', kind: 'radios', choices, value: 'day' }] }],
      texts: t,
      verb: t.verb,
      cancel: { title: t.keep, href: webhookPath(id) },
      width: 'confirmation',
      input: ReplayFailedFormDto,
      messages: { DISABLED: t.disabled },
      submit: async ({ since }) => {
        const start = new Date(this.clock.now().getTime() - SPANS[since] * HOUR_MS);
        const { count, hasMore } = await this.retries.replayFailed(id, start);
        return SeeOther.done(webhookPath(id), done.replayedAll({ count, hasMore }));
      },
    });
  }

  @Post(':id/pause')
  async pauseWebhook(@Id() id: string): Promise<SeeOther> {
    await this.endpoints.disable(id);
    return SeeOther.done(webhookPath(id), texts('webhooks').done.paused);
  }

  @Post(':id/resume')
  async resumeWebhook(@Id() id: string): Promise<SeeOther> {
    await this.endpoints.enable(id);
    return SeeOther.done(webhookPath(id), texts('webhooks').done.resumed);
  }

  @Post(':id/test')
  async testWebhook(@Id() id: string): Promise<SeeOther> {
    const { uid } = await this.deliveries.test(id);
    return SeeOther.done(withQuery(webhookPath(id), { delivery: uid }), texts('webhooks').done.tested);
  }

  @Post(':id/deliveries/:delivery/replay')
  async replayDelivery(@Id() id: string, @Id('delivery') delivery: string): Promise<SeeOther> {
    const { uid } = await this.deliveries.replay(id, delivery);
    return SeeOther.done(withQuery(webhookPath(id), { delivery: uid }), texts('webhooks').done.replayed);
  }

  @Post(':id/retry')
  async retryWaiting(@Id() id: string): Promise<SeeOther> {
    const { count } = await this.retries.retryWaiting(id);
    return SeeOther.done(webhookPath(id), texts('webhooks').done.retried({ count }));
  }
}

/** Without one, it is generated. */
function secretField(): FormField {
  const { secret: label, secretHint: hint, secretWrong: problem } = texts('webhooks').form;
  return { name: 'secret', kind: 'password', label, hint, problem, isOptional: true, isMono: true, empty: 'missing' };
}

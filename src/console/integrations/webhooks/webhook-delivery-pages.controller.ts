import { Get, Post } from '@nestjs/common';
import { Authorized } from '../../../common/access/authorized.decorator';
import { Clock } from '../../../common/clock';
import type { FormValues } from '../../../common/http/form-fields';
import { WebhookDeliveriesService } from '../../../events/webhooks/webhook-deliveries.service';
import { WebhookEndpointsService } from '../../../events/webhooks/webhook-endpoints.service';
import { WebhookRetriesService } from '../../../events/webhooks/webhook-retries.service';
import { Permission } from '../../../identity/permissions/permission';
import { ConsoleController } from '../../frame/console-controller.decorator';
import { FormState } from '../../kit/form-state';
import { type Page, SeeOther } from '../../kit/page';
import { submitForm } from '../../kit/submit-form';
import { texts } from '../../../i18n/texts';
import { replayFailedPage } from './webhook-form.view';
import { ReplayFailedFormDto } from './webhook-forms';
import { deliveriesPath, webhookPath } from './webhook-paths';
import { Id, FormBody } from '../../kit/parameters';

/** Sends events to a webhook: tests, and what did not arrive. */
@ConsoleController('console/webhooks/:id')
export class WebhookDeliveryPagesController {
  constructor(
    private readonly endpoints: WebhookEndpointsService,
    private readonly deliveries: WebhookDeliveriesService,
    private readonly retries: WebhookRetriesService,
    private readonly clock: Clock,
  ) {}

  @Post('test')
  @Authorized(Permission.WebhooksWrite)
  async testWebhook(@Id() id: string): Promise<SeeOther> {
    const { uid } = await this.deliveries.test(id);
    return SeeOther.done(deliveriesPath(id, { delivery: uid }), texts('webhooks').done.tested);
  }

  @Post('deliveries/:delivery/replay')
  @Authorized(Permission.WebhooksWrite)
  async replayDelivery(@Id() id: string, @Id('delivery') delivery: string): Promise<SeeOther> {
    const { uid } = await this.deliveries.replay(id, delivery);
    return SeeOther.done(deliveriesPath(id, { delivery: uid }), texts('webhooks').done.replayed);
  }

  @Post('retry')
  @Authorized(Permission.WebhooksWrite)
  async retryWaiting(@Id() id: string): Promise<SeeOther> {
    const { count } = await this.retries.retryWaiting(id);
    return SeeOther.done(webhookPath(id), texts('webhooks').done.retried({ count }));
  }

  @Get('replay-failed')
  @Authorized(Permission.WebhooksWrite)
  async askToReplayFailed(@Id() id: string): Promise<Page> {
    return replayFailedPage(await this.endpoints.get(id), FormState.of({ since: 'day' }));
  }

  @Post('replay-failed')
  @Authorized(Permission.WebhooksWrite)
  replayFailed(@Id() id: string, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    const { form, done } = texts('webhooks');
    return submitForm({
      body,
      input: ReplayFailedFormDto,
      messages: form.messages,
      submit: async (input) => {
        const since = ReplayFailedFormDto.startOf(input, this.clock.now());
        const { count, hasMore } = await this.retries.replayFailed(id, since);
        return SeeOther.done(webhookPath(id), done.replayedAll({ count, hasMore }));
      },
      show: async (state) => replayFailedPage(await this.endpoints.get(id), state),
    });
  }
}

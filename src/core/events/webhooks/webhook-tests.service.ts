import { Injectable } from '@nestjs/common';
import { NATIVE_VERSIONS } from '../../common/api-versions/native-versions';
import { Clock } from '../../common/clock';
import { Randomness } from '../../common/randomness';
import { EventSamplesService } from '../records/event-samples.service';
import type { DeliveryTry } from './webhook-delivery.entity';
import { WebhookEndpointsService } from './webhook-endpoints.service';
import type { NewEndpoint } from './webhook-endpoints.service';
import { WebhookRequestsService } from './webhook-requests.service';
import { WebhookSenderService } from './webhook-sender.service';
import { OutgoingTargetsService } from '../../platform/outgoing/outgoing-targets.service';

type TestedEndpoint = Pick<NewEndpoint, 'url' | 'format' | 'apiVersion' | 'secret'>;

/** Sends tests to endpoints that are not saved. */
@Injectable()
export class WebhookTestsService {
  constructor(
    private readonly endpoints: WebhookEndpointsService,
    private readonly targets: OutgoingTargetsService,
    private readonly samples: EventSamplesService,
    private readonly requests: WebhookRequestsService,
    private readonly sender: WebhookSenderService,
    private readonly randomness: Randomness,
    private readonly clock: Clock,
  ) {}

  /**
   * Posts `webhook_endpoint.tested` once, and waits for the answer for at most ten seconds. Nothing is recorded.
   * @param uid endpoint whose secret signs the test; otherwise that of the input, or a new one
   * @throws WEBHOOK_TARGET_PRIVATE
   */
  async send(tested: TestedEndpoint, uid?: string): Promise<DeliveryTry> {
    const { url, format = 'native', apiVersion = NATIVE_VERSIONS.newest, secret } = tested;
    await this.targets.checkNew(url);
    const secrets = uid === undefined ? [secret ?? this.endpoints.newSecret()] : await this.secretsOf(uid);
    const event = Object.assign(this.samples.sampleOf('webhook_endpoint.tested'), {
      at: this.clock.now(),
      targetId: uid ?? this.randomness.uuid(),
      data: { url },
    });
    const body = (await this.requests.bodiesOf({ format, apiVersion }, [event])).get(event) ?? '';
    const messageId = this.randomness.uuid();
    return this.sender.send(this.requests.signWith(secrets, { event, url, format, apiVersion, messageId }, body));
  }

  private async secretsOf(uid: string): Promise<string[]> {
    return this.requests.secretsOf(await this.endpoints.get(uid));
  }
}

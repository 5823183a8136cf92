import { Injectable } from '@nestjs/common';
import type { Event } from '../../platform/records/event.entity';
import { EventPayloadsService } from '../records/event-payloads.service';
import { WebhookFormat } from './webhook-format';

/** Events as the native API shows them. */
@Injectable()
export class NativeWebhookFormat extends WebhookFormat {
  readonly name = 'native';

  constructor(private readonly payloads: EventPayloadsService) {
    super();
  }

  override bodiesOf(events: readonly Event[]): Promise<readonly object[]> {
    return this.payloads.show(events);
  }
}

import { Injectable } from '@nestjs/common';
import type { Event } from '../../platform/records/event.entity';
import { EventDto } from '../records/dto/records.dto';
import { WebhookFormat } from './webhook-format';

/** Events as the native API shows them. */
@Injectable()
export class NativeWebhookFormat extends WebhookFormat {
  readonly name = 'native';

  override bodiesOf(events: readonly Event[]): Promise<readonly object[]> {
    return Promise.resolve(events.map((event) => EventDto.from(event)));
  }
}

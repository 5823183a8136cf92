import { Injectable } from '@nestjs/common';
import { NATIVE_VERSIONS } from '../../common/api-versions/native-versions';
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

  override bodiesOf(events: readonly Event[], apiVersion: string): Promise<readonly object[]> {
    return this.payloads.show(events, { apiVersion });
  }

  override headersOf(_event: Event, _body: string, _secret: string, apiVersion: string): Record<string, string> {
    return { ...NATIVE_VERSIONS.headersOf(apiVersion) };
  }
}

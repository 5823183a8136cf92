import type { Event } from '../../platform/records/event.entity';

/** Names of the formats in the API. Each is implemented where its API is. */
export const WEBHOOK_FORMATS = ['native', 'v2', 'license-manager'] as const;
export type WebhookFormatName = (typeof WEBHOOK_FORMATS)[number];

/** How events are written for a receiver. A provider of any module is found by its type. */
export abstract class WebhookFormat {
  abstract readonly name: WebhookFormatName;

  /** The bodies in the order of the events. The number of statements must not depend on the number of events. */
  abstract bodiesOf(events: readonly Event[]): Promise<readonly object[]>;

  /** Headers besides those of Standard Webhooks, if the format has any. */
  headersOf(_event: Event, _body: string, _secret: string): Record<string, string> {
    return {};
  }
}

import type { DialectDefinition } from '../../common/dialects/define-dialect';
import type { Event } from '../../platform/records/event.entity';

const formats = ['native'];

/** Names of the formats in the API: the native one, and those of the dialects that declare one. */
export const WEBHOOK_FORMATS: readonly string[] = formats;

/** Called once at the start, which knows the dialects. */
export function addWebhookFormats(dialects: readonly DialectDefinition[]): void {
  formats.push(...dialects.filter(({ webhookFormat }) => webhookFormat !== undefined).map(({ name }) => name));
}

/** Writes events for a receiver. A provider of any module is found by its type. */
export abstract class WebhookFormat {
  abstract readonly name: string;

  /**
   * The bodies in the order of the events. The number of statements must not depend on the number of events.
   * @param apiVersion date of the version of the native API that the receiver expects
   */
  abstract bodiesOf(events: readonly Event[], apiVersion: string): Promise<readonly object[]>;

  /** Headers besides those of Standard Webhooks, if the format has any. */
  headersOf(_event: Event, _body: string, _secret: string, _apiVersion: string): Record<string, string> {
    return {};
  }
}

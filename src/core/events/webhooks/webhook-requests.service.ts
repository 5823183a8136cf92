import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { PluginServices } from '../../common/plugins/plugin-services';
import { SecretCipher } from '../../platform/config/secret-cipher';
import type { Event } from '../../platform/records/event.entity';
import { endpointSecret } from './webhook-endpoint.entity';
import { WebhookFormat } from './webhook-format';
import type { ClaimedDelivery } from './webhook-queue.service';
import type { OutgoingRequest } from './webhook-sender.service';
import { standardHeaders } from './webhook-signature';

/** A delivery whose event is still stored. */
export type DeliverableEvent = ClaimedDelivery & { readonly event: Event };

type Message = Pick<DeliverableEvent, 'event' | 'url' | 'format' | 'apiVersion' | 'messageId'>;
/** The format of an endpoint and its version of the API. */
type WrittenAs = Pick<ClaimedDelivery, 'format' | 'apiVersion'>;
type StoredSecrets = Pick<ClaimedDelivery, 'uid' | 'secret' | 'previousSecret' | 'previousSecretExpiresAt'>;

/** Writes and signs the requests of deliveries. */
@Injectable()
export class WebhookRequestsService {
  constructor(
    private readonly services: PluginServices,
    private readonly cipher: SecretCipher,
    private readonly clock: Clock,
  ) {}

  /** The bodies of events in one format and version, by event. */
  async bodiesOf({ format, apiVersion }: WrittenAs, events: readonly Event[]): Promise<ReadonlyMap<Event, string>> {
    const bodies = await this.formatNamed(format).bodiesOf(events, apiVersion);
    return new Map(events.map((event, index) => [event, JSON.stringify(bodies[index])]));
  }

  /** Signed with the current secret and, during a rotation, with the previous one. */
  sign(delivery: DeliverableEvent, body: string): OutgoingRequest {
    return this.signWith(this.secretsOf(delivery), delivery, body);
  }

  /** @param secrets the current one first */
  signWith([secret = '', ...previous]: readonly string[], message: Message, body: string): OutgoingRequest {
    const { event, url, format, apiVersion, messageId } = message;
    const headers = {
      ...this.formatNamed(format).headersOf(event, body, secret, apiVersion),
      ...standardHeaders(messageId, this.clock.now(), body, [secret, ...previous]),
    };
    return { url, body, headers };
  }

  /** The secrets of an endpoint that are valid now, in plain text. */
  secretsOf({ uid, secret, previousSecret, previousSecretExpiresAt }: StoredSecrets): string[] {
    const isPreviousValid = previousSecretExpiresAt !== null && previousSecretExpiresAt > this.clock.now();
    const stored = previousSecret !== null && isPreviousValid ? [secret, previousSecret] : [secret];
    return stored.map((text) => this.cipher.decrypt(endpointSecret(uid), text));
  }

  private formatNamed(name: string): WebhookFormat {
    const format = this.services.all(WebhookFormat).find((one) => one.name === name);
    if (!format) {
      throw new Error(`No provider implements the webhook format ${name}`);
    }
    return format;
  }
}

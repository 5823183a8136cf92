import { Injectable } from '@nestjs/common';
import { productScope } from '../../identity/permissions/caller';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { AuditEntry } from '../../platform/records/audit-entry.entity';
import type { DeliveryStatus } from './webhook-delivery.entity';

/** A webhook to which the event of a change was sent, or is about to be. */
export interface WebhookRecipient {
  readonly entryId: number;
  /** Uid of the webhook. */
  readonly endpoint: string;
  /** Its description, or the host of its URL: the rest may be a secret. */
  readonly name: string;
  /** Uid of the latest delivery. */
  readonly delivery: string;
  readonly status: DeliveryStatus;
}

/** Recipients by the id of the audit entry. */
export type WebhookRecipients = ReadonlyMap<number, readonly WebhookRecipient[]>;

interface Row extends Omit<WebhookRecipient, 'name'> {
  readonly url: string;
  readonly description: string;
}

type Change = Pick<AuditEntry, 'id' | 'at' | 'action' | 'targetType' | 'targetId'>;

/** Finds the webhooks to which changes were sent, among those that the caller sees. */
@Injectable()
export class WebhookRecipientsService {
  constructor(private readonly work: UnitOfWork) {}

  /** One statement, by an index for each entry. */
  async of(entries: readonly Change[]): Promise<WebhookRecipients> {
    if (entries.length === 0) {
      return new Map();
    }
    const found = await this.work.manager.query<Row[]>(RECIPIENTS, [
      entries.map(({ id }) => id),
      entries.map(({ at }) => at),
      entries.map(({ action }) => action),
      entries.map(({ targetType }) => targetType),
      entries.map(({ targetId }) => targetId),
      productScope() ?? null,
    ]);
    const recipients = new Map<number, WebhookRecipient[]>();
    for (const { url, description, ...row } of found) {
      const recipient = { ...row, name: description.trim() || new URL(url).host };
      recipients.set(row.entryId, [...(recipients.get(row.entryId) ?? []), recipient]);
    }
    return recipients;
  }
}

/** There are at most 100 endpoints; a replayed delivery has another row. */
const MAX_DELIVERIES = 100;

// An entry and its event are written by one statement, with the same time.
const RECIPIENTS = `
  SELECT DISTINCT ON (entry.id, endpoint.id) entry.id AS "entryId", endpoint.uid AS endpoint, endpoint.url,
    endpoint.description, delivery.uid AS delivery, delivery.status
  FROM unnest($1::bigint[], $2::timestamptz[], $3::text[], $4::text[], $5::text[]) AS entry (id, at, action, type, target)
  CROSS JOIN LATERAL (
    SELECT id FROM events
    WHERE target_type = entry.type AND target_id = entry.target AND at = entry.at AND name = entry.action
    ORDER BY events.id DESC LIMIT 1
  ) AS event
  CROSS JOIN LATERAL (
    SELECT * FROM webhook_deliveries WHERE event_id = event.id ORDER BY webhook_deliveries.id DESC LIMIT ${MAX_DELIVERIES}
  ) AS delivery
  JOIN webhook_endpoints AS endpoint ON endpoint.id = delivery.endpoint_id
    AND ($6::bigint[] IS NULL OR endpoint.product_ids <@ $6)
  ORDER BY entry.id, endpoint.id, delivery.id DESC`;

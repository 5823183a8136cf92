import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../common/clock';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { isSeen, seenProducts } from './delivery-of-products';
import { WebhookDelivery } from './webhook-delivery.entity';
import { WebhookEndpointsService } from './webhook-endpoints.service';

/** Deliveries that one call repeats at most. */
export const RETRY_BATCH = 500;

export interface RepeatedDeliveries {
  readonly count: number;
  /** Whether there are more than one call repeats. */
  readonly hasMore: boolean;
}

/** Repeats many deliveries at once, of those that the caller sees. */
@Injectable()
export class WebhookRetriesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly endpoints: WebhookEndpointsService,
    private readonly clock: Clock,
  ) {}

  /**
   * Delivers the events of failed deliveries again, oldest first. Those that were replayed already, and those whose event is no
   * longer stored, are left out.
   * @param since of the failed deliveries' creation
   */
  replayFailed(endpointUid: string, since: Date): Promise<RepeatedDeliveries> {
    return this.work.run(async (manager) => {
      const { id, url } = await this.endpoints.getEnabled(endpointUid);
      const failed = await this.takeFailed(manager, id, since);
      const replayed = await this.replay(manager, failed.slice(0, RETRY_BATCH));
      const records = replayed.map((delivery) => {
        const after = { ...this.work.snapshot(delivery), url };
        return this.work.changeRecord('webhook_delivery.replayed', delivery, null, after);
      });
      await this.work.record(records);
      return { count: replayed.length, hasMore: failed.length > RETRY_BATCH };
    });
  }

  /** Tries pending deliveries now that wait for their next try, earliest first. Tries under way are left alone. */
  retryWaiting(endpointUid: string): Promise<RepeatedDeliveries> {
    return this.work.run(async (manager) => {
      const endpoint = await this.endpoints.getEnabled(endpointUid);
      const values = [endpoint.id, this.clock.now(), RETRY_BATCH, seenProducts()];
      const [, count] = await manager.query<[unknown[], number]>(RETRY, values);
      const { url } = endpoint;
      const data = { url, deliveries: count };
      if (count > 0) {
        await this.work.record([this.work.changeRecord('webhook_endpoint.retried', endpoint, null, null, data)]);
      }
      return { count, hasMore: count === RETRY_BATCH };
    });
  }

  private async takeFailed(manager: EntityManager, endpointId: number, since: Date): Promise<WebhookDelivery[]> {
    const rows = await manager.query<{ id: number }[]>(TAKE_FAILED, [
      endpointId,
      since,
      RETRY_BATCH + 1,
      seenProducts(),
    ]);
    const ids = rows.map(({ id }) => id);
    return manager
      .createQueryBuilder(WebhookDelivery, 'delivery')
      .where('delivery.id = ANY(:ids)', { ids })
      .orderBy('delivery.id')
      .getMany();
  }

  private async replay(manager: EntityManager, failed: readonly WebhookDelivery[]): Promise<WebhookDelivery[]> {
    const now = this.clock.now();
    await manager.query('UPDATE webhook_deliveries SET replayed_at = $2 WHERE id = ANY($1)', [
      failed.map(({ id }) => id),
      now,
    ]);
    const copies = failed.map(({ endpointId, eventId, eventAt, eventName, sequence, messageId }) => {
      const again = { endpointId, eventId, eventAt, eventName, sequence, messageId, dueAt: now, createdAt: now };
      return manager.create(WebhookDelivery, again);
    });
    return manager.save(copies);
  }
}

// Whoever waits for the lock finds that the deliveries were replayed.
const TAKE_FAILED = `
  SELECT delivery.id FROM webhook_deliveries AS delivery
  WHERE delivery.endpoint_id = $1 AND delivery.created_at >= $2 AND delivery.status = 'failed'
    AND delivery.replayed_at IS NULL AND ${isSeen('delivery', '$4')}
    AND EXISTS (SELECT 1 FROM events AS event WHERE event.at = delivery.event_at AND event.id = delivery.event_id)
  ORDER BY delivery.created_at, delivery.id LIMIT $3
  FOR NO KEY UPDATE OF delivery`;

// A delivery under way has begun a try that has not ended.
const RETRY = `
  UPDATE webhook_deliveries SET due_at = $2 WHERE id IN (
    SELECT id FROM webhook_deliveries AS delivery
    WHERE endpoint_id = $1 AND status = 'pending' AND due_at > $2 AND attempts = jsonb_array_length(tries)
      AND ${isSeen('delivery', '$4')}
    ORDER BY due_at, id LIMIT $3 FOR NO KEY UPDATE SKIP LOCKED
  )`;

import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { Event } from '../../platform/records/event.entity';
import { isSeen, seenProducts } from './delivery-of-products';
import type { DeliveryStatus, DeliveryTry, WebhookDelivery } from './webhook-delivery.entity';
import type { WebhookEndpoint } from './webhook-endpoint.entity';
import { WebhookRequestsService } from './webhook-requests.service';

/** Waiting and failed deliveries are counted up to this number. */
export const COUNTED_DELIVERIES = 1_000;

/** The latest delivery of an endpoint. */
export interface LatestDelivery {
  readonly endpointId: number;
  readonly eventName: string;
  readonly status: DeliveryStatus;
  readonly createdAt: Date;
  /** Null before the first try has ended. */
  readonly lastTry: DeliveryTry | null;
}

/** Deliveries of an endpoint that have not arrived, up to COUNTED_DELIVERIES each. */
export interface UndeliveredCounts {
  readonly pending: number;
  readonly failed: number;
}

/** Reads what people look at: what was sent, and what has not arrived, of the products that the caller sees. */
@Injectable()
export class WebhookDeliveryDetailsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly requests: WebhookRequestsService,
  ) {}

  /** The body of a delivery in the present format of its endpoint; undefined if the event is no longer stored. */
  async bodyOf(endpoint: WebhookEndpoint, { eventId, eventAt }: WebhookDelivery): Promise<string | undefined> {
    const event = await this.work.manager.findOneBy(Event, { id: eventId, at: eventAt });
    return event ? (await this.requests.bodiesOf(endpoint, [event])).get(event) : undefined;
  }

  /** In one statement, which reads one row of each endpoint. */
  latestOf(endpoints: readonly WebhookEndpoint[]): Promise<LatestDelivery[]> {
    return this.work.manager.query<LatestDelivery[]>(LATEST, [endpoints.map(({ id }) => id), seenProducts()]);
  }

  /** @param endpoint undelivered deliveries of this endpoint; failed ones that were replayed are left out */
  async countUndelivered({ id }: WebhookEndpoint): Promise<UndeliveredCounts> {
    const [counts] = await this.work.manager.query<[UndeliveredCounts]>(UNDELIVERED, [
      id,
      COUNTED_DELIVERIES,
      seenProducts(),
    ]);
    return counts;
  }
}

const LATEST = `
  SELECT endpoint.id AS "endpointId", latest.* FROM unnest($1::bigint[]) AS endpoint (id) CROSS JOIN LATERAL (
    SELECT event_name AS "eventName", status, created_at AS "createdAt", tries->-1 AS "lastTry"
    FROM webhook_deliveries AS delivery WHERE endpoint_id = endpoint.id AND ${isSeen('delivery', '$2')} ORDER BY id DESC LIMIT 1
  ) AS latest`;

const UNDELIVERED = `
  SELECT (
    SELECT count(*)::integer FROM (
      SELECT 1 FROM webhook_deliveries AS delivery
      WHERE endpoint_id = $1 AND status = 'pending' AND ${isSeen('delivery', '$3')} LIMIT $2
    ) AS waiting
  ) AS pending, (
    SELECT count(*)::integer FROM (
      SELECT 1 FROM webhook_deliveries AS delivery
      WHERE endpoint_id = $1 AND status = 'failed' AND replayed_at IS NULL AND ${isSeen('delivery', '$3')} LIMIT $2
    ) AS failures
  ) AS failed`;

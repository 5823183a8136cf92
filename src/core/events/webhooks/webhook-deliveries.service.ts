import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { Clock } from '../../common/clock';
import { problem } from '../../common/errors/domain-error';
import type { Page, PageRequest } from '../../common/pagination/page-request';
import { foundAmongNewest, searchPattern } from '../../platform/database/like-pattern';
import { readPage } from '../../platform/database/read-page';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { Event } from '../../platform/records/event.entity';
import { EventSequenceService } from '../records/event-sequence.service';
import { isSeen, seenProducts, TESTED } from './delivery-of-products';
import { type DeliveryStatus, WebhookDelivery } from './webhook-delivery.entity';
import { WebhookEndpointsService } from './webhook-endpoints.service';
import { DAY } from '../../common/calendar';
import type { OneOrMore } from '../../common/pagination/any-of';
import { whereAnyOf } from '../../platform/database/any-of';

/** Deliveries are kept for this long, with their tries. */
const RETENTION_MS = 30 * DAY;
const SWEEP_BATCH = 1_000;

export interface DeliveryFilter {
  readonly status?: OneOrMore<DeliveryStatus>;
  /** Part of the event name or of an error. */
  readonly q?: string;
}

/** Lists and repeats deliveries. */
@Injectable()
export class WebhookDeliveriesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly endpoints: WebhookEndpointsService,
    private readonly sequence: EventSequenceService,
    private readonly clock: Clock,
  ) {}

  async list(endpointUid: string, { status, q }: DeliveryFilter, page: PageRequest): Promise<Page<WebhookDelivery>> {
    const { id: endpointId } = await this.endpoints.get(endpointUid);
    const query = this.deliveriesOf(endpointId);
    whereAnyOf(query, { status });
    if (q !== undefined) {
      query.andWhere(SEARCH, { endpointId, q: searchPattern(q) });
    }
    return readPage(query, page);
  }

  async get(endpointUid: string, uid: string): Promise<WebhookDelivery> {
    const { id: endpointId } = await this.endpoints.get(endpointUid);
    return found(await this.deliveriesOf(endpointId).andWhere({ uid }).getOne());
  }

  /** Records an event that goes to this endpoint alone, and returns its delivery. */
  async test(endpointUid: string): Promise<WebhookDelivery> {
    const { id: eventId, endpointId } = await this.work.run(async (manager) => {
      const endpoint = await this.endpoints.getEnabled(endpointUid);
      const { url } = endpoint;
      await this.work.record([this.work.changeRecord(TESTED, endpoint, null, null, { url })]);
      const where = { name: TESTED, targetType: 'webhook_endpoints', targetId: endpoint.uid } as const;
      const event = await manager.findOneOrFail(Event, { where, order: { id: 'DESC' } });
      return { id: event.id, endpointId: endpoint.id };
    });
    await this.sequence.catchUp();
    const delivery = await this.work.manager.findOne(WebhookDelivery, {
      where: { endpointId, eventId },
      order: { id: 'DESC' },
    });
    if (delivery === null) {
      // It was disabled or deleted meanwhile.
      await this.work.run(() => this.endpoints.getEnabled(endpointUid));
    }
    return found(delivery);
  }

  /** Delivers the event again, with the same message id and all tries. */
  replay(endpointUid: string, uid: string): Promise<WebhookDelivery> {
    return this.work.run(async (manager) => {
      const { id: endpointId, url } = await this.endpoints.getEnabled(endpointUid);
      const delivery = found(await this.deliveriesOf(endpointId).andWhere({ uid }).getOne());
      const { eventId, eventAt, eventName, sequence, messageId } = delivery;
      if (!(await manager.existsBy(Event, { id: eventId, at: eventAt }))) {
        throw problem('EVENT_DELETED');
      }
      const now = this.clock.now();
      await manager.update(WebhookDelivery, delivery.id, { replayedAt: now });
      const again = { endpointId, eventId, eventAt, eventName, sequence, messageId, dueAt: now, createdAt: now };
      return this.work.create('webhook_delivery.replayed', manager.create(WebhookDelivery, again), { url });
    });
  }

  /** A caller of some products sees those of their events: an endpoint may have received others before. */
  private deliveriesOf(endpointId: number): SelectQueryBuilder<WebhookDelivery> {
    const query = this.work.manager.createQueryBuilder(WebhookDelivery, 'delivery').where({ endpointId });
    const products = seenProducts();
    return products ? query.andWhere(isSeen('delivery', ':products'), { products }) : query;
  }

  /** Deletes old deliveries in small transactions. */
  async sweep(): Promise<void> {
    const limit = new Date(this.clock.now().getTime() - RETENTION_MS);
    for (let deleted = SWEEP_BATCH; deleted === SWEEP_BATCH;) {
      [, deleted] = await this.work.manager.query<[unknown[], number]>(SWEEP, [limit, SWEEP_BATCH]);
    }
  }
}

function found(delivery: WebhookDelivery | null): WebhookDelivery {
  if (!delivery) {
    throw problem('DELIVERY_NOT_FOUND');
  }
  return delivery;
}

// The tries of most deliveries need not be read: the first one was successful.
const SEARCH = foundAmongNewest({
  alias: 'delivery',
  table: 'webhook_deliveries',
  where: 'endpoint_id = :endpointId',
  match: `newest.event_name ILIKE :q OR (newest.attempts > 1 OR newest.status <> 'delivered') AND EXISTS (
    SELECT 1 FROM jsonb_array_elements(newest.tries) AS try WHERE try->>'error' ILIKE :q
  )`,
});

const SWEEP = `
  DELETE FROM webhook_deliveries WHERE id IN (
    SELECT id FROM webhook_deliveries WHERE created_at < $1 ORDER BY created_at LIMIT $2 FOR UPDATE SKIP LOCKED
  )`;

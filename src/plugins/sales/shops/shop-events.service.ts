import { Injectable } from '@nestjs/common';
import { Counter } from 'prom-client';
import { In } from 'typeorm';
import { Clock, isStorable, type OneOrMore, type Page, type PageRequest, problem } from '../../../core/common';
import { isWithinBounds } from '../../../core/common/internal';
import {
  isForeignKeyViolation,
  Metrics,
  readPage,
  searchPattern,
  UnitOfWork,
  whereAnyOf,
} from '../../../core/platform';
import { Batcher } from '../../../core/platform/internal';
import { ContinueSalesService } from './continue-sales.service';
import { ProcessShopEventsService } from './process-shop-events.service';
import { isTime } from './adapters/shop-values';
import { InvalidShopEvent, type ShopAdapter, type ShopRequest, type SignedEvent } from './shop-adapter';
import { adapterOf } from './shop-adapters';
import { ShopEvent, type ShopEventState } from './shop-event.entity';
import type { Shop } from './shop.entity';
import { ShopsService } from './shops.service';

export interface ShopEventFilter {
  readonly state?: OneOrMore<ShopEventState>;
  /** Part of the type, the shop's id or the reason. */
  readonly q?: string;
}

interface Received {
  readonly shopId: number;
  readonly event: SignedEvent;
}

/** Receives, shows and replays the events of shops. */
@Injectable()
export class ShopEventsService {
  private readonly received: Counter<'kind' | 'outcome'>;
  private readonly storing = new Batcher<Received, boolean>(
    (received) => this.insert(received),
    async (one) => (await this.insert([one])).includes(true),
  );

  constructor(
    private readonly work: UnitOfWork,
    private readonly shops: ShopsService,
    private readonly processing: ProcessShopEventsService,
    private readonly continuing: ContinueSalesService,
    private readonly clock: Clock,
    { registry }: Metrics,
  ) {
    this.received = new Counter({
      name: 'keyward_shop_events_total',
      help: 'Number of received events of shops by kind of shop and outcome: stored, repeated, signature, stale or malformed.',
      labelNames: ['kind', 'outcome'] as const,
      registers: [registry],
    });
  }

  /**
   * Stores the events of a body whose signature is valid, each once: a shop that gets no answer sends all of them again. They are
   * applied in the queue.
   */
  async receive(shopUid: string, request: Omit<ShopRequest, 'receivedAt'>): Promise<void> {
    const shop = await this.shops.get(shopUid);
    for (const event of await this.verify(shop, { ...request, receivedAt: this.clock.now() })) {
      const isNew = await this.store(shop, event);
      this.received.inc({ kind: shop.kind, outcome: isNew ? 'stored' : 'repeated' });
    }
  }

  /** Newest first. */
  async list(shopUid: string, page: PageRequest, { state, q }: ShopEventFilter = {}): Promise<Page<ShopEvent>> {
    const { id } = await this.shops.get(shopUid);
    const query = this.work.manager
      .createQueryBuilder(ShopEvent, 'event')
      .leftJoinAndSelect('event.sale', 'sale')
      .where('event.shopId = :id', { id });
    whereAnyOf(query, { state });
    if (q !== undefined) {
      query.andWhere('(event.type ILIKE :q OR event.externalId ILIKE :q OR event.reason ILIKE :q)', {
        q: searchPattern(q),
      });
    }
    return readPage(query, page);
  }

  async get(shopUid: string, uid: string): Promise<ShopEvent> {
    const { id: shopId } = await this.shops.get(shopUid);
    const event = await this.work.manager.findOne(ShopEvent, { where: { shopId, uid }, relations: { sale: true } });
    if (!event) {
      throw problem('SHOP_EVENT_NOT_FOUND');
    }
    return event;
  }

  /**
   * Applies an event that was not applied. An applied event does not change, so that it never takes effect twice.
   * @param license that its sale continues; null gives a new one, undefined decides nothing
   */
  async replay(shopUid: string, uid: string, license?: string | null): Promise<ShopEvent> {
    await this.work.run(async (manager) => {
      const { id, shopId } = await this.get(shopUid, uid);
      await manager.query('SELECT id FROM shops WHERE id = $1 FOR NO KEY UPDATE', [shopId]);
      if (license !== undefined) {
        const { sale = null } = await this.get(shopUid, uid);
        await this.continuing.choose(sale, license);
      }
      await this.repeat(shopId, { id, state: In(['ignored', 'waiting', 'unmapped', 'failed']) });
    });
    return this.get(shopUid, uid);
  }

  /** Applies all events again that need attention. Returns how many there are. */
  async replayAll(shopUid: string): Promise<number> {
    const { id: shopId } = await this.shops.get(shopUid);
    return this.repeat(shopId, { shopId, state: In(['unmapped', 'failed']) });
  }

  private async verify(shop: Shop, request: ShopRequest): Promise<SignedEvent[]> {
    const adapter = adapterOf(shop.kind);
    try {
      const event = await adapter.verify(request, this.shops.credentialsOf(shop));
      const events = event ? [event, ...(event.further ?? [])] : [];
      events.forEach((one) => refuseUnstorable(one, adapter));
      return events;
    } catch (error) {
      if (error instanceof InvalidShopEvent) {
        this.received.inc({ kind: shop.kind, outcome: error.reason });
        throw problem('SHOP_EVENT_REFUSED', { reason: error.reason });
      }
      throw error;
    }
  }

  /** Returns whether it is new. @throws SHOP_NOT_FOUND for a shop that was deleted meanwhile */
  async store(shop: Shop, event: SignedEvent): Promise<boolean> {
    try {
      return await this.storing.add({ shopId: shop.id, event });
    } catch (error) {
      throw isForeignKeyViolation(error) ? problem('SHOP_NOT_FOUND') : error;
    }
  }

  /**
   * Stores what arrived together in one transaction and returns which are new: each of them alone would wait for the job of its shop,
   * which the one before it has locked until its commit.
   */
  private insert(received: readonly Received[]): Promise<boolean[]> {
    return this.work.run(async (manager) => {
      const now = this.clock.now();
      const pending = { state: 'pending' as const, dueAt: now, receivedAt: now };
      const areNew: boolean[] = [];
      for (const { shopId, event } of received) {
        const { id: externalId, type, at, payload } = event;
        const columns = { shopId, externalId, type, at, payload, ...pending };
        const insertion = manager.createQueryBuilder().insert().into(ShopEvent).values(columns).orIgnore();
        const inserted = await insertion.returning('id').updateEntity(false).execute();
        areNew.push((inserted.raw as unknown[]).length > 0);
      }
      const shopIds = new Set(received.filter((_, index) => areNew[index]).map(({ shopId }) => shopId));
      // In one order at all nodes.
      for (const shopId of [...shopIds].sort((one, other) => one - other)) {
        await this.processing.enqueue(shopId);
      }
      return areNew;
    });
  }

  private repeat(shopId: number, where: object): Promise<number> {
    return this.work.run(async (manager) => {
      const columns = { state: 'pending' as const, reason: null, failures: 0, dueAt: this.clock.now() };
      const { affected } = await manager.update(ShopEvent, where, columns);
      if (affected) {
        await this.processing.enqueue(shopId);
      }
      return affected ?? 0;
    });
  }
}

const MAX_NAME = 255;

/** More than the largest order of a shop has. */
const MAX_VALUES = 20_000;

/**
 * The bounds of all other bodies, before anything walks through the payload, and those of the columns.
 * @throws InvalidShopEvent
 */
export function refuseUnstorable(
  { id, type, at, payload }: SignedEvent,
  { maxValues = MAX_VALUES }: ShopAdapter,
): void {
  const isNamed = id !== '' && id.length <= MAX_NAME && type.length <= MAX_NAME && isStorable(type);
  if (!isNamed || !isTime(at) || !isWithinBounds(payload, maxValues)) {
    throw new InvalidShopEvent('malformed');
  }
}

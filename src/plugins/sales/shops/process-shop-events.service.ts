import { Injectable, Logger } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { Clock, DomainError, withoutPersonalFields } from '../../../core/common';
import { JobQueueService, takeTurn, UnitOfWork, causedBy } from '../../../core/platform';
import { type ChangeCause, prepared, sqlStateOf } from '../../../core/platform/internal';
import { ApplyFactsService, type EventOutcome } from './apply-facts.service';
import { ShopUnavailable } from './not-understood';
import type { Interpretation } from './shop-adapter';
import { adapterOf } from './shop-adapters';
import { ATTENTION_STATES, ShopEvent } from './shop-event.entity';
import type { Shop } from './shop.entity';
import { ShopsService } from './shops.service';
import { understand } from './understand-event';

/** Name of the job that applies the events of a shop. */
export const SHOP_EVENTS_JOB = 'shop-events';

/** Waits after failed tries in seconds; then the event has failed. */
const RETRIES = [10, 60, 300, 1_800, 7_200, 21_600];
const MAX_REASON = 1_000;
/** Longest reference in the audit log. */
const MAX_REFERENCE = 100;
const INTERNAL = 'Keyward could not apply the event; the log of the server says why.';
/** Class of SQLSTATE codes. */
const DATA_EXCEPTION = '22';

/** Applies the events of shops, those of one shop in their order. */
@Injectable()
export class ProcessShopEventsService {
  private readonly logger = new Logger('Shops');

  constructor(
    private readonly work: UnitOfWork,
    private readonly shops: ShopsService,
    private readonly facts: ApplyFactsService,
    private readonly queue: JobQueueService,
    private readonly clock: Clock,
  ) {}

  /** In the transaction that stores the event. */
  enqueue(shopId: number): Promise<void> {
    return this.queue.add({ name: SHOP_EVENTS_JOB, payload: { shopId }, key: `${SHOP_EVENTS_JOB} ${shopId}` });
  }

  /** Applies what is due, of one shop or of all. Several nodes may do so at once: each event is applied once. */
  async processDue(payload: unknown): Promise<void> {
    const shopId = shopIn(payload);
    const hasMore = await takeTurn(async () => {
      const uid = await this.nextDue(shopId);
      if (uid !== null) {
        await this.process(uid);
      }
      return uid !== null;
    });
    if (hasMore && shopId !== null) {
      await this.enqueue(shopId);
    }
  }

  /** Applies an event in one transaction with its effect. What its shop has to be asked for is read before. */
  async process(uid: string): Promise<void> {
    const event = await prepared(this.query().where('event.uid = :uid', { uid }), 'find_shop_event').getOne();
    if (event?.state !== 'pending' || !event.shop) {
      return;
    }
    try {
      const interpretation = await this.interpret(event, event.shop);
      await this.apply(event, interpretation);
    } catch (error) {
      await this.fail(event, error);
    }
  }

  private async interpret(event: ShopEvent, shop: Shop): Promise<Interpretation> {
    const adapter = adapterOf(shop.kind);
    const { externalId: id, type, at, payload } = event;
    return understand(adapter, { id, type, at, payload }, this.shops.credentialsOf(shop));
  }

  private async apply({ id }: ShopEvent, interpretation: Interpretation): Promise<void> {
    await this.work.run(async () => {
      const event = await this.lockPending(id);
      const shop = event?.shop;
      if (shop) {
        const outcome = await causedBy(causeOf(shop, event), async () => this.outcomeOf(shop, event, interpretation));
        await this.save(shop, event, outcome);
        await this.wake(shop, event, interpretation, outcome);
      }
    });
  }

  private outcomeOf(
    shop: Shop,
    event: ShopEvent,
    interpretation: Interpretation,
  ): Promise<EventOutcome> | EventOutcome {
    switch (interpretation.outcome) {
      case 'facts':
        return this.facts.apply(shop, event, interpretation.facts);
      case 'customer': {
        const { customerExternalId: externalId, email, name = null } = interpretation;
        return this.facts.addCustomer(shop, { externalId, email, name });
      }
      case 'unmapped':
        return { state: 'unmapped', reason: interpretation.reason.slice(0, MAX_REASON) };
      case 'ignored':
        return { state: 'ignored', reason: null };
    }
  }

  private async save(
    shop: Shop,
    event: ShopEvent,
    { wakes: _wakes, isErased = false, ...columns }: EventOutcome,
  ): Promise<void> {
    const processedAt = this.clock.now();
    const kept = isErased ? withoutPersonalFields({ ...columns, payload: event.payload }) : columns;
    await this.work.manager.update(ShopEvent, event.id, { ...kept, processedAt });
    const { state, reason } = columns;
    if (ATTENTION_STATES.some((one) => one === state)) {
      const data = { shop: shop.name, shop_event_id: event.uid, type: event.type, state, reason };
      await this.work.record([this.work.changeRecord('shop.event_needs_attention', shop, {}, {}, data)]);
    }
  }

  /** Events that waited for this one are applied next, each in a transaction of its own. */
  private async wake(
    shop: Shop,
    event: ShopEvent,
    interpretation: Interpretation,
    { saleId, wakes }: EventOutcome,
  ): Promise<void> {
    const { manager } = this.work;
    const dueAt = this.clock.now();
    if (wakes) {
      await manager.update(ShopEvent, { saleId, state: 'waiting' }, { state: 'pending', dueAt });
    }
    if (interpretation.outcome === 'customer') {
      const buyer = JSON.stringify([{ customerExternalId: interpretation.customerExternalId }]);
      await manager.query(WAKE_SALES_OF, [shop.id, buyer, dueAt]);
    }
    if (wakes || interpretation.outcome === 'customer') {
      await this.enqueue(event.shopId);
    }
  }

  private async fail(event: ShopEvent, error: unknown): Promise<void> {
    const reason = reasonOf(error);
    const isFinal = isRefusal(error) || event.failures >= RETRIES.length;
    this.logger.warn(`Event ${event.uid} of a shop failed: ${String(error)}`);
    await this.work.run(async (manager) => {
      const { id, failures } = event;
      const current = await this.lockPending(id);
      if (!current?.shop) {
        return;
      }
      if (isFinal) {
        await this.save(current.shop, current, { state: 'failed', reason });
        return;
      }
      const dueAt = new Date(this.clock.now().getTime() + (RETRIES[failures] ?? 0) * 1_000);
      await manager.update(ShopEvent, id, { failures: failures + 1, reason, dueAt });
    });
  }

  /** With its shop, one of whose events is applied at a time: two may turn out to be about the same sale. */
  private lockPending(id: number): Promise<ShopEvent | null> {
    const query = this.query()
      .where(`event.id = :id AND event.state = 'pending'`, { id })
      .setLock('for_no_key_update', undefined, ['shop', 'event']);
    return prepared(query, 'lock_shop_event').getOne();
  }

  private query(): SelectQueryBuilder<ShopEvent> {
    return this.work.manager.createQueryBuilder(ShopEvent, 'event').innerJoinAndSelect('event.shop', 'shop');
  }

  private async nextDue(shopId: number | null): Promise<string | null> {
    const rows = await this.work.manager.query<{ uid: string }[]>(
      shopId === null ? NEXT : NEXT_OF_SHOP,
      shopId === null ? [this.clock.now()] : [this.clock.now(), shopId],
    );
    return rows[0]?.uid ?? null;
  }
}

/** The event as the reason of the changes that it makes. */
function causeOf({ name }: Shop, { uid, externalId, type }: ShopEvent): ChangeCause {
  const reference = externalId.length > MAX_REFERENCE ? uid : externalId;
  return { reason: `${name}: ${type}`, reference };
}

/** A rule of ours, or the type of a column, refused the change: another try would end alike. */
function isRefusal(error: unknown): boolean {
  return error instanceof DomainError
    ? !['unavailable', 'too-many', 'internal'].includes(error.kind)
    : sqlStateOf(error).startsWith(DATA_EXCEPTION);
}

/** Reason in plain words, without errors of JavaScript or PostgreSQL. */
function reasonOf(error: unknown): string {
  const isForPeople = error instanceof DomainError || error instanceof ShopUnavailable;
  return (isForPeople ? error.message : INTERNAL).replaceAll('\0', '').slice(0, MAX_REASON);
}

/** Null for all shops. */
function shopIn(payload: unknown): number | null {
  return typeof payload === 'object' && payload !== null && 'shopId' in payload ? Number(payload.shopId) : null;
}

const NEXT = `SELECT uid FROM shop_events WHERE state = 'pending' AND due_at <= $1 ORDER BY id LIMIT 1`;
const NEXT_OF_SHOP = `
  SELECT uid FROM shop_events WHERE state = 'pending' AND due_at <= $1 AND shop_id = $2 ORDER BY id LIMIT 1`;

const WAKE_SALES_OF = `
  UPDATE shop_events SET state = 'pending', due_at = $3
  WHERE shop_id = $1 AND state = 'waiting' AND facts @> $2::jsonb`;

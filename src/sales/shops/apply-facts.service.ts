import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { FollowShopService, type ShopState } from '../orders/follow-shop.service';
import { PlaceOrderService } from '../orders/place-order.service';
import { SaleItemsService, planOf } from './sale-items.service';
import { referencesOf, saleStateOf, storedFacts, type SaleState } from './sale-state';
import type { SaleFact } from './shop-adapter';
import { ShopEvent, type ShopEventState } from './shop-event.entity';
import { type MappedItem, ShopMappingsService } from './shop-mappings.service';
import { ShopCustomer, type ShopSale } from './shop-sale.entity';
import { ShopSalesService } from './shop-sales.service';
import type { Shop } from './shop.entity';

/** The columns of an event after it was applied. */
export interface EventOutcome {
  readonly state: ShopEventState;
  readonly reason: string | null;
  /** Null where the event is about no sale. */
  readonly saleId?: number | null;
  readonly facts?: object[] | null;
  /** Whether events of the sale that wait can be applied now. */
  readonly wakes?: boolean;
}

type Applied = Pick<EventOutcome, 'state' | 'reason'>;

const DONE: Applied = { state: 'done', reason: null };
const MAX_REASON = 1_000;

/**
 * Applies facts about a sale. The state before and after them is made of all facts of the sale in the shop's order of time, and
 * the order follows the difference: so events count once, in any order.
 */
@Injectable()
export class ApplyFactsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly sales: ShopSalesService,
    private readonly mappings: ShopMappingsService,
    private readonly placing: PlaceOrderService,
    private readonly following: FollowShopService,
    private readonly items: SaleItemsService,
  ) {}

  /** Inside a transaction that has locked the shop. */
  async apply(shop: Shop, event: ShopEvent, facts: readonly SaleFact[]): Promise<EventOutcome> {
    const references = referencesOf(facts);
    if (references.length === 0) {
      return { state: 'unmapped', reason: 'The event names no order and no subscription.' };
    }
    const { sale, isMerged } = await this.sales.find(shop.id, references);
    const known = await this.appliedFacts(sale, event);
    const before = saleStateOf(known);
    const after = saleStateOf([...known, ...facts]);
    const hadOrder = sale.orderUid !== null;
    const applied =
      sale.orderUid === null
        ? await this.place(shop, sale, after)
        : await this.follow(shop, sale.orderUid, before, after);
    return {
      ...applied,
      ...{ saleId: sale.id, facts: [...facts] },
      wakes: sale.orderUid !== null && (isMerged || !hadOrder),
    };
  }

  /** Stores the address of a buyer. */
  async addCustomer(shop: Shop, customer: Omit<ShopCustomer, 'shopId'>): Promise<EventOutcome> {
    const { manager } = this.work;
    await manager.upsert(ShopCustomer, { ...customer, shopId: shop.id }, ['shopId', 'externalId']);
    return DONE;
  }

  private async appliedFacts(sale: ShopSale, event: ShopEvent): Promise<SaleFact[]> {
    const rows = await this.work.manager.findBy(ShopEvent, { saleId: sale.id, state: 'done' });
    return rows.filter(({ id }) => id !== event.id).flatMap(({ facts }) => storedFacts(facts ?? []));
  }

  private async place(shop: Shop, sale: ShopSale, state: SaleState): Promise<Applied> {
    const { paid } = state;
    if (!paid) {
      return { state: 'waiting', reason: 'The payment of this sale has not arrived.' };
    }
    const { items, unmapped } = await this.mappings.resolve(shop.id, paid.items);
    if (unmapped.length > 0) {
      return unmappedItems(unmapped);
    }
    if (items.length === 0) {
      return { state: 'ignored', reason: null };
    }
    const buyer = await this.buyerOf(shop, paid);
    if (!buyer) {
      return { state: 'waiting', reason: 'The e-mail address of the customer has not arrived.' };
    }
    const { order } = await this.placing.place({
      ...{ shop: shop.name, externalId: state.externalId, subscriptionId: state.subscriptionId },
      ...{ customerExternalId: paid.customerExternalId ?? null, customer: buyer, periodEnd: paid.periodEnd },
      lines: items.map((one) => lineOf(one)),
    });
    await this.sales.setOrder(sale, order.uid);
    await this.items.grant(order.uid, items);
    const placed = saleStateOf([paid]);
    return this.follow(shop, order.uid, placed, state);
  }

  private async follow(shop: Shop, uid: string, before: SaleState, after: SaleState): Promise<Applied> {
    const refusal = await this.followItems(shop, uid, before, after);
    if (refusal) {
      return refusal;
    }
    const { refund, dispute, pastDueDays, cancel } = shop.settings;
    const state = (one: SaleState): ShopState => ({
      ...one,
      cancelled: one.cancelled && { at: one.cancelled.at, isEnded: one.cancelled.isEnded || cancel === 'now' },
    });
    await this.following.follow(uid, state(before), state(after), { refund, dispute, pastDueDays });
    return DONE;
  }

  private async followItems(shop: Shop, uid: string, before: SaleState, after: SaleState): Promise<Applied | null> {
    if (JSON.stringify(before.items) === JSON.stringify(after.items)) {
      return null;
    }
    const { items, unmapped } = await this.mappings.resolve(shop.id, after.items);
    if (unmapped.length > 0) {
      return unmappedItems(unmapped);
    }
    const isFollowed = await this.items.follow(uid, items);
    return isFollowed
      ? null
      : {
          state: 'unmapped',
          reason: 'The subscription has more or fewer items than the order: change its licenses by hand.',
        };
  }

  private async buyerOf(
    shop: Shop,
    { customer: { email, name, company }, customerExternalId }: SaleFact & { readonly fact: 'paid' },
  ): Promise<{ email: string; name?: string | null; company?: string | null } | null> {
    if (email !== null) {
      return { email, name, company };
    }
    const known = customerExternalId
      ? await this.work.manager.findOneBy(ShopCustomer, { shopId: shop.id, externalId: customerExternalId })
      : null;
    return known && { email: known.email, name: name ?? known.name, company };
  }
}

function lineOf(mapped: MappedItem) {
  const { item, quantity, seats } = mapped;
  const { externalId, price, currency } = item;
  return { ...planOf(mapped), quantity, seats, price, currency, externalId };
}

function unmappedItems(ids: readonly string[]): Applied {
  return { state: 'unmapped', reason: `No mapping for ${ids.join(', ')}`.slice(0, MAX_REASON) };
}

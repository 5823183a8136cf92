import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../core/platform';
import { prepared } from '../../../core/platform/internal';
import { ContinueSalesService } from './continue-sales.service';
import { FollowShopService, type ShopState } from '../orders/follow-shop.service';
import { RECEIPT_URL } from '../orders/order.entity';
import { type Buyer, PlaceOrderService } from '../orders/place-order.service';
import { ImportedSubscriptionsService } from './imported-subscriptions.service';
import { type MappedLine, newLineOf, SaleItemsService } from './sale-items.service';
import { saleLinesOf } from './sale-lines';
import { referencesOf, saleStateOf, storedFacts, type SaleState } from './sale-state';
import type { SaleFact, SoldItem } from './shop-adapter';
import { adapterOf } from './shop-adapters';
import { ShopEvent, type ShopEventState } from './shop-event.entity';
import { type ItemResolver, type MappedItem, ShopMappingsService } from './shop-mappings.service';
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
  readonly isApplied?: boolean;
  /** Whether the event is to be kept without names and addresses. */
  readonly isErased?: boolean;
  /** Whether events of the sale that wait can be applied now. */
  readonly wakes?: boolean;
}

type Paid = NonNullable<SaleState['paid']>;
type Applied = Pick<EventOutcome, 'state' | 'reason' | 'isApplied'>;

/** An event that is applied to the order of its sale. */
interface Application {
  readonly shop: Shop;
  readonly items: ItemResolver;
  /** Without the license that the sale continues. */
  readonly base: ItemResolver;
  /** Items that the event itself names. */
  readonly named: readonly SoldItem[];
  readonly before: SaleState;
  readonly after: SaleState;
}

const DONE: Applied = { state: 'done', reason: null, isApplied: true };
const MAX_REASON = 1_000;

/**
 * Applies facts about a sale. The state before and after them is made of all facts of the sale in the shop's order of time, and
 * the order follows the difference: so events count once, in any order. Items without a mapping are left, and added when the
 * event is replayed.
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
    private readonly continuing: ContinueSalesService,
    private readonly imported: ImportedSubscriptionsService,
  ) {}

  /** Inside a transaction that has locked the shop. */
  async apply(shop: Shop, event: ShopEvent, interpreted: readonly SaleFact[]): Promise<EventOutcome> {
    const facts = storedFacts(interpreted);
    const references = referencesOf(facts);
    if (references.length === 0) {
      return { state: 'unmapped', reason: 'The event names no order and no subscription.' };
    }
    const { sale, isNew, isMerged } = await this.sales.find(shop.id, references);
    const known = isNew ? [] : await this.appliedFacts(sale, event);
    const own = event.isApplied ? storedFacts(event.facts ?? []) : [];
    const [before, after] = [stateOf(sale, [...known, ...own]), stateOf(sale, [...known, ...facts])];
    const late = await this.continuing.note(sale, adapterOf(shop.kind).reference?.(event.payload) ?? null);
    const base = await this.mappings.resolverOf(shop.id, [...itemsIn(before), ...itemsIn(after)]);
    const items = await this.continuing.resolverOf(sale, base, after.paid?.items ?? []);
    const named = facts.flatMap((fact) => ('items' in fact ? fact.items : []));
    const uncountable = named.find((item) => isUncountable(items(item)));
    if (uncountable) {
      return { state: 'unmapped', reason: uncountableReason(uncountable), saleId: sale.id };
    }
    const application = { shop, base, items, named, before, after };
    const { orderUid } = sale;
    const applied =
      orderUid === null
        ? await this.place(sale, application)
        : await this.follow(orderUid, application, event.isApplied);
    return {
      ...applied,
      ...(late !== null && { state: 'unmapped' as const, reason: late }),
      saleId: sale.id,
      facts,
      isErased: sale.erasedAt !== null,
      wakes: sale.orderUid !== null && !isNew && (isMerged || orderUid === null),
    };
  }

  /** Stores the address of a buyer, once: the event is kept without it. */
  async addCustomer(shop: Shop, customer: Omit<ShopCustomer, 'shopId'>): Promise<EventOutcome> {
    const { manager } = this.work;
    await manager.upsert(ShopCustomer, { ...customer, shopId: shop.id }, ['shopId', 'externalId']);
    return { state: 'done', reason: null, isErased: true };
  }

  private async appliedFacts(sale: ShopSale, event: ShopEvent): Promise<SaleFact[]> {
    const applied = this.work.manager
      .createQueryBuilder(ShopEvent, 'event')
      .where(`event.saleId = :sale AND (event.state = 'done' OR event.isApplied)`, { sale: sale.id });
    const rows = await prepared(applied, 'find_applied_events').getMany();
    return rows.filter(({ id }) => id !== event.id).flatMap(({ facts }) => storedFacts(facts ?? []));
  }

  private async place(sale: ShopSale, application: Application): Promise<Applied> {
    const { shop, items, after } = application;
    const { paid } = after;
    if (!paid) {
      return this.followImported(shop, after);
    }
    const unclear = this.continuing.unclearReason(sale, paid.at);
    if (unclear !== null) {
      return { state: 'unmapped', reason: unclear };
    }
    const sold = paid.items.filter(({ quantity }) => quantity > 0).map((item) => items(item));
    const mapped = sold.flatMap((item) => item ?? []);
    if (mapped.length === 0) {
      return sold.includes(undefined) ? unmappedItems(paid.items, items) : { state: 'ignored', reason: null };
    }
    const buyer = await this.buyerOf(shop, paid);
    if (!buyer) {
      return adapterOf(shop.kind).sendsCustomers
        ? { state: 'waiting', reason: 'The e-mail address of the customer has not arrived.' }
        : { state: 'unmapped', reason: 'The event has no e-mail address of the buyer.' };
    }
    const reason = await this.continuing.decide(sale, mapped, 'email' in buyer ? buyer.email : null);
    return reason === null
      ? this.placeFor(sale, buyer, paid, application)
      : { state: 'unmapped', reason: reason.slice(0, MAX_REASON) };
  }

  /** A sale without a payment: it waits, unless it began before the shop was connected. */
  private async followImported(shop: Shop, after: SaleState): Promise<Applied> {
    if (!(await this.imported.follow(shop, after))) {
      return { state: 'waiting', reason: 'The payment of this sale has not arrived.' };
    }
    return after.disputedAt === null && after.refunds.refunds.length === 0 && !after.refunds.isPeriodPaidBack
      ? DONE
      : { ...DONE, state: 'unmapped', reason: 'The license was imported, and keeps what this payment gave.' };
  }

  private async placeFor(sale: ShopSale, buyer: Buyer, paid: Paid, application: Application): Promise<Applied> {
    const { shop, base, after } = application;
    // The decision may have been made just now.
    const items = await this.continuing.resolverOf(sale, base, paid.items);
    const mapped = paid.items.filter(({ quantity }) => quantity > 0).flatMap((item) => items(item) ?? []);
    const unused = this.continuing.unusedReason(sale, mapped);
    if (unused !== null) {
      return { state: 'unmapped', reason: unused };
    }
    const { order, isNew } = await this.placing.place({
      shop: shop.name,
      externalId: after.externalId,
      subscriptionId: after.subscriptionId,
      customerExternalId: paid.customerExternalId ?? null,
      customer: buyer,
      periodEnd: paid.periodEnd,
      paidAt: paid.at,
      lines: mapped.map((one) => newLineOf(one, paid.at)),
      ...(after.receipt !== null && { metadata: { [RECEIPT_URL]: after.receipt } }),
    });
    await this.sales.setOrder(sale, order.uid);
    const before = { ...saleStateOf([paid]), receipt: isNew ? after.receipt : null };
    return this.follow(order.uid, { ...application, items, before });
  }

  /** @param isReplay lines that were left are added */
  private async follow(uid: string, application: Application, isReplay = false): Promise<Applied> {
    const { shop, before, after, named, items } = application;
    const ended = await this.following.endedLines(uid, before);
    if (isReplay || JSON.stringify(before.snapshots) !== JSON.stringify(after.snapshots)) {
      await this.items.follow(uid, linesOf(before, application), linesOf(after, application), after.paid?.at);
    }
    const { refund, dispute, pastDueDays, cancel } = shop.settings;
    const state = (one: SaleState): ShopState => ({
      ...one,
      cancelled: one.cancelled && { at: one.cancelled.at, isEnded: one.cancelled.isEnded || cancel === 'now' },
    });
    await this.following.follow(uid, state(before), state(after), { refund, dispute, pastDueDays }, ended);
    return named.some((item) => items(item) === undefined) ? { ...unmappedItems(named, items), isApplied: true } : DONE;
  }

  private async buyerOf(
    shop: Shop,
    { customer: { email, reference, name, company }, customerExternalId }: SaleFact & { readonly fact: 'paid' },
  ): Promise<Buyer | null> {
    if (email !== null) {
      return { email, name, company };
    }
    if (reference !== undefined) {
      return { reference, name };
    }
    const known = customerExternalId
      ? await this.work.manager.findOneBy(ShopCustomer, { shopId: shop.id, externalId: customerExternalId })
      : null;
    return known && { email: known.email, name: name ?? known.name, company };
  }
}

/** A receipt names the buyer, who may have been erased. */
function stateOf({ erasedAt }: ShopSale, facts: readonly SaleFact[]): SaleState {
  const state = saleStateOf(facts);
  return erasedAt === null ? state : { ...state, receipt: null };
}

/** Whether it gives a part of a license or of a seat. */
function isUncountable(mapped: MappedItem | null | undefined): boolean {
  return Boolean(mapped) && ![mapped?.quantity, mapped?.seats ?? 0].every(Number.isInteger);
}

function uncountableReason({ quantity, mapped: [name], externalId }: SoldItem): string {
  const item = name ?? externalId ?? '';
  return `The quantity of ${item} is ${quantity}, and licenses are counted whole: place the order here, or map ${item} with \`per\` none.`;
}

function itemsIn({ snapshots }: SaleState): SoldItem[] {
  return snapshots.flatMap(({ items }) => items);
}

function linesOf({ snapshots }: SaleState, { items, shop: { settings } }: Application): MappedLine[] {
  return saleLinesOf(snapshots, (item) => items(item) !== null).map((line) => {
    const { item, peak, removed } = line;
    const mapped = items(item) ?? null;
    return {
      line,
      mapped,
      peak: items({ ...item, quantity: peak })?.quantity ?? peak,
      isNow: removed !== null && (removed.ended || settings.cancel === 'now' || removed.periodEnd === null),
    };
  });
}

function unmappedItems(all: readonly SoldItem[], items: ItemResolver): Applied {
  const names = all.flatMap((item) => (items(item) === undefined ? [item.mapped[0] ?? item.externalId ?? ''] : []));
  return { state: 'unmapped', reason: `No mapping for ${[...new Set(names)].join(', ')}`.slice(0, MAX_REASON) };
}

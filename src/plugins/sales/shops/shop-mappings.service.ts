import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { EntitlementValue } from '../../../core/catalog';
import { Clock, type Page, type PageRequest, problem, Randomness } from '../../../core/common';
import { readPage, searchPattern, UnitOfWork } from '../../../core/platform';
import { prepared } from '../../../core/platform/internal';
import type { NewContinuation } from '../orders/continuation-plans.service';
import { OrderLinesService, type SoldPlan } from '../orders/order-lines.service';
import { storedFacts } from './sale-state';
import type { SaleFact, SoldItem } from './shop-adapter';
import type { ShopEvent } from './shop-event.entity';
import { type MappingUnit, ShopMapping } from './shop-mapping.entity';
import { Shop } from './shop.entity';
import { ShopsService } from './shops.service';

/** Maximum number of mappings of a shop. */
export const MAX_MAPPINGS = 1_000;

export interface NewMapping extends SoldPlan {
  /** The shop's id of a price, variant or product. */
  readonly externalId: string;
  readonly per?: MappingUnit;
  readonly entitlements?: Readonly<Record<string, EntitlementValue>>;
  /** Adds the rest of the old term to that of an upgrade. */
  readonly creditsRest?: boolean;
  /** With `{reference}`; null removes it. */
  readonly checkoutUrl?: string | null;
}

/** Omitted fields are unchanged. */
export type MappingChange = Partial<Omit<NewMapping, 'externalId'>>;

/** An item of a sale with the licenses that it gives. */
export interface MappedItem {
  readonly item: SoldItem;
  readonly product?: string;
  readonly policy?: string;
  readonly quantity: number;
  /** Undefined for those of the policy. */
  readonly seats?: number | null;
  readonly entitlements: Readonly<Record<string, EntitlementValue>>;
  /** The license that it continues, instead of giving one. */
  readonly continues?: NewContinuation;
  /** Whether an upgrade adds the rest of the old term. */
  readonly creditsRest?: boolean;
  /** Whether the effect on that license does not follow from the plan of the item. */
  readonly isPlanFixed?: boolean;
}

/** Says what an item gives: null if it gives no licenses, undefined without a mapping. */
export type ItemResolver = (item: SoldItem) => MappedItem | null | undefined;

/** Says which licenses the items of a shop give. */
@Injectable()
export class ShopMappingsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly shops: ShopsService,
    private readonly plans: OrderLinesService,
    private readonly randomness: Randomness,
    private readonly clock: Clock,
  ) {}

  /** @param q part of the external id */
  async list(shopUid: string, page: PageRequest, q?: string): Promise<Page<ShopMapping>> {
    const { id } = await this.shops.get(shopUid);
    const query = this.work.manager
      .createQueryBuilder(ShopMapping, 'mapping')
      .leftJoinAndSelect('mapping.product', 'product')
      .leftJoinAndSelect('mapping.policy', 'policy')
      .where('mapping.shopId = :id', { id });
    return readPage(
      q === undefined ? query : query.andWhere('mapping.externalId ILIKE :q', { q: searchPattern(q) }),
      page,
    );
  }

  async get(shopUid: string, uid: string): Promise<ShopMapping> {
    const { id } = await this.shops.get(shopUid);
    return this.find(this.work.manager, id, uid);
  }

  create(
    shopUid: string,
    { externalId, per = 'license', entitlements = {}, creditsRest = false, checkoutUrl = null, ...plan }: NewMapping,
  ): Promise<ShopMapping> {
    return this.work.run(async (manager) => {
      const shop = await this.lock(manager, shopUid);
      const where = { shopId: shop.id };
      if (await manager.existsBy(ShopMapping, { ...where, externalId })) {
        throw problem('SHOP_MAPPING_TAKEN');
      }
      if ((await manager.countBy(ShopMapping, where)) >= MAX_MAPPINGS) {
        throw problem('SHOP_MAPPING_LIMIT_REACHED', { mappings: MAX_MAPPINGS });
      }
      const now = this.clock.now();
      const columns = {
        uid: this.randomness.uuid(),
        ...where,
        externalId,
        per,
        entitlements,
        creditsRest,
        checkoutUrl,
      };
      const mapping = await manager.save(
        manager.create(ShopMapping, { ...columns, ...(await this.planFor(per, plan)), createdAt: now, updatedAt: now }),
      );
      return this.recorded('shop.mapping_created', shop, mapping);
    });
  }

  change(
    shopUid: string,
    uid: string,
    { per, entitlements, creditsRest, checkoutUrl, ...plan }: MappingChange,
  ): Promise<ShopMapping> {
    return this.work.run(async (manager) => {
      const shop = await this.lock(manager, shopUid);
      const mapping = await this.find(manager, shop.id, uid);
      const unit = per ?? mapping.per;
      const hasPlan = plan.product !== undefined || plan.policy !== undefined || unit === 'none' || !mapping.policyId;
      const columns = {
        per: unit,
        entitlements: entitlements ?? mapping.entitlements,
        creditsRest: creditsRest ?? mapping.creditsRest,
        checkoutUrl: checkoutUrl === undefined ? mapping.checkoutUrl : checkoutUrl,
        updatedAt: this.clock.now(),
        ...(hasPlan && (await this.planFor(unit, plan))),
      };
      const changed = await manager.save(Object.assign(mapping, columns));
      return this.recorded('shop.mapping_updated', shop, changed);
    });
  }

  async delete(shopUid: string, uid: string): Promise<void> {
    await this.work.run(async (manager) => {
      const shop = await this.lock(manager, shopUid);
      const mapping = await this.find(manager, shop.id, uid);
      await manager.delete(ShopMapping, mapping.id);
      await this.recorded('shop.mapping_deleted', shop, mapping);
    });
  }

  /** The first item without a mapping of each event that lacks one, by the uid of the event. */
  async unmappedIn(events: readonly ShopEvent[]): Promise<ReadonlyMap<string, string>> {
    const lacking = events
      .filter(({ state }) => state === 'unmapped')
      .map(({ uid, facts }) => ({ uid, items: storedFacts(facts ?? []).flatMap(itemsOf) }));
    const [{ shopId } = { shopId: 0 }] = events;
    const all = lacking.flatMap(({ items }) => items);
    const resolve = await this.resolverOf(shopId, all);
    return new Map(
      lacking.flatMap(({ uid, items }): [string, string][] => {
        const unmapped = items.find((item) => resolve(item) === undefined);
        return unmapped ? [[uid, unmapped.mapped[0] ?? unmapped.externalId ?? '']] : [];
      }),
    );
  }

  /** The licenses that items give: the most specific mapping of each counts, otherwise the plan that the shop itself names. */
  async resolverOf(shopId: number, items: readonly SoldItem[]): Promise<ItemResolver> {
    const names = [...new Set(items.flatMap(({ mapped }) => mapped))];
    const query = this.work.manager
      .createQueryBuilder(ShopMapping, 'mapping')
      .leftJoin('mapping.product', 'product')
      .leftJoin('mapping.policy', 'policy')
      .addSelect(['product.id', 'product.reference', 'policy.id', 'policy.uid'])
      .where('mapping.shopId = :shopId AND mapping.externalId = ANY (:names)', { shopId, names });
    const mappings = await prepared(query, 'find_shop_mappings').getMany();
    const byName = new Map(mappings.map((mapping) => [mapping.externalId, mapping]));
    return (item) => {
      const mapping = item.mapped.map((name) => byName.get(name)).find((one) => one !== undefined);
      const { plan, continues, quantity } = item;
      const fixed = continues && { continues, isPlanFixed: true };
      const named = plan && { item, ...plan, quantity, entitlements: {}, ...fixed };
      return mapping ? mappedBy(mapping, item) : named;
    };
  }

  private async planFor(
    per: MappingUnit,
    plan: SoldPlan,
  ): Promise<Pick<ShopMapping, 'productId' | 'product' | 'policyId' | 'policy'>> {
    if (per === 'none') {
      return { productId: null, product: null, policyId: null, policy: null };
    }
    const { product, policy } = await this.plans.planOf(plan, '');
    return { productId: product.id, product, policyId: policy.id, policy };
  }

  /** Serializes changes of the mappings of a shop. */
  private async lock(manager: EntityManager, shopUid: string): Promise<Shop> {
    const lock = { mode: 'for_no_key_update' } as const;
    return (await manager.findOne(Shop, { where: { uid: shopUid }, lock })) ?? this.shops.get(shopUid);
  }

  private async find(manager: EntityManager, shopId: number, uid: string): Promise<ShopMapping> {
    const relations = { product: true, policy: true };
    // One statement: findOne() sends two where it joins.
    const [mapping] = await manager.find(ShopMapping, { where: { shopId, uid }, relations });
    if (!mapping) {
      throw problem('SHOP_MAPPING_NOT_FOUND');
    }
    return mapping;
  }

  private async recorded(
    event: 'shop.mapping_created' | 'shop.mapping_updated' | 'shop.mapping_deleted',
    shop: Shop,
    mapping: ShopMapping,
  ): Promise<ShopMapping> {
    const { externalId, per, product, policy } = mapping;
    const plan = { product: product?.reference ?? null, policy_id: policy?.uid ?? null };
    const data = { shop_id: shop.uid, external_id: externalId, per, ...(event === 'shop.mapping_deleted' ? {} : plan) };
    await this.work.record([this.work.changeRecord(event, shop, {}, {}, data)]);
    return mapping;
  }
}

function mappedBy({ per, product, policy, entitlements, creditsRest }: ShopMapping, item: SoldItem): MappedItem | null {
  if (per === 'none' || !product || !policy) {
    return null;
  }
  const amount = per === 'seat' ? { quantity: 1, seats: item.quantity } : { quantity: item.quantity };
  return { item, product: product.reference, policy: policy.uid, ...amount, entitlements, creditsRest };
}

function itemsOf(fact: SaleFact): readonly SoldItem[] {
  return fact.fact === 'paid' || fact.fact === 'changed' ? fact.items : [];
}

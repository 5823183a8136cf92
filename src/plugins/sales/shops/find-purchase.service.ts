import { Injectable, Logger } from '@nestjs/common';
import { In } from 'typeorm';
import { inRequest, problem } from '../../../core/common';
import { License, Purchases } from '../../../core/licenses';
import { UnitOfWork } from '../../../core/platform';
import { Order } from '../orders/order.entity';
import { NotUnderstood, ShopUnavailable } from './not-understood';
import { ProcessShopEventsService } from './process-shop-events.service';
import { InvalidShopEvent, type ShopKind, type SignedEvent } from './shop-adapter';
import { adapterOf } from './shop-adapters';
import { ShopEvent } from './shop-event.entity';
import { refuseUnstorable, ShopEventsService } from './shop-events.service';
import type { Shop } from './shop.entity';
import { ShopsService } from './shops.service';

const FAULTS_OF_SHOP = [ShopUnavailable, NotUnderstood, InvalidShopEvent];

interface Found {
  readonly shop: Shop;
  readonly event: SignedEvent | null;
}

/** A code is asked for once: the purchase is an order from then on. */
@Injectable()
export class FindPurchaseService extends Purchases {
  private readonly logger = new Logger('Shops');

  constructor(
    private readonly work: UnitOfWork,
    private readonly shops: ShopsService,
    private readonly events: ShopEventsService,
    private readonly processing: ProcessShopEventsService,
  ) {
    super();
  }

  async knownKey(kind: ShopKind, code: string): Promise<string | null> {
    const lower = code.toLowerCase();
    const licenses = await this.work.manager.findBy(License, { key: In([code, lower]) });
    const license = licenses.find(({ key }) => key === code) ?? licenses[0] ?? (await this.soldAs(kind, lower));
    return license?.key ?? null;
  }

  async canAsk(kind: ShopKind, code: string): Promise<boolean> {
    const isCode = adapterOf(kind).purchaseCodes?.test(code.toLowerCase()) === true;
    // A request is never sent within a transaction, such as that of a rehearsal.
    return isCode && !this.work.isRunning && (await this.askable(kind)).length > 0;
  }

  ask(kind: ShopKind, typed: string): Promise<string | null> {
    const code = typed.toLowerCase();
    // The shop's data is applied without the caller's restrictions, like an event from the queue.
    return inRequest(undefined, async () => {
      const { shop, event } = (await this.find(kind, code)) ?? {};
      if (!shop || !event) {
        return null;
      }
      await this.events.store(shop, event);
      const stored = { shopId: shop.id, externalId: event.id };
      const { uid } = await this.work.manager.findOneByOrFail(ShopEvent, stored);
      await this.processing.process(uid);
      if (await this.work.manager.existsBy(ShopEvent, { ...stored, state: 'pending' })) {
        throw problem('PURCHASE_UNVERIFIED');
      }
      return this.knownKey(kind, code);
    });
  }

  private async soldAs(kind: ShopKind, code: string): Promise<License | null> {
    const shops = (await this.ofKind(kind)).map(({ name }) => name);
    return this.work.manager
      .createQueryBuilder(License, 'license')
      .innerJoin(Order, 'sale', 'sale.uid = license.orderId')
      .where('sale.shop = ANY (:shops) AND sale.externalId = :code', { shops, code })
      .orderBy('license.id')
      .limit(1)
      .getOne();
  }

  private async find(kind: ShopKind, code: string): Promise<Found | undefined> {
    const shops = await this.askable(kind);
    const answers = await Promise.allSettled(shops.map((shop) => this.findIn(shop, code)));
    const found = answers.find((answer) => answer.status === 'fulfilled' && answer.value.event !== null);
    if (found?.status === 'fulfilled') {
      return found.value;
    }
    const failed = answers.find((answer) => answer.status === 'rejected');
    if (failed) {
      throw failed.reason;
    }
    return undefined;
  }

  private async findIn(shop: Shop, code: string): Promise<Found> {
    try {
      const adapter = adapterOf(shop.kind);
      const event = (await adapter.findPurchase?.(code, this.shops.credentialsOf(shop))) ?? null;
      if (event) {
        refuseUnstorable(event, adapter);
      }
      return { shop, event };
    } catch (error) {
      if (FAULTS_OF_SHOP.some((fault) => error instanceof fault)) {
        this.logger.warn(`The shop ${shop.name} was asked for a purchase code in vain: ${String(error)}`);
        throw problem('PURCHASE_UNVERIFIED');
      }
      throw error;
    }
  }

  /** Shops with a key of their API. */
  private async askable(kind: ShopKind): Promise<Shop[]> {
    return (await this.ofKind(kind)).filter(({ apiKey }) => apiKey !== null);
  }

  private async ofKind(kind: ShopKind): Promise<Shop[]> {
    return (await this.shops.all()).filter((shop) => shop.kind === kind);
  }
}

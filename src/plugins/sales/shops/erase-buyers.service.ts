import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In, MoreThan } from 'typeorm';
import { Clock, withoutPersonalFields } from '../../../core/common';
import { UnitOfWork, ArchivesService } from '../../../core/platform';
import { Order, RECEIPT_URL } from '../orders/order.entity';
import { ShopEvent } from './shop-event.entity';
import { ShopCustomer, ShopSale } from './shop-sale.entity';
import { Shop } from './shop.entity';

/** Events that one query reads: one can have half a megabyte. */
const BATCH = 20;

/** Erases names and addresses from the events of a customer's sales when the customer is deleted for good. */
@Injectable()
export class EraseBuyersService implements OnModuleInit {
  constructor(
    private readonly work: UnitOfWork,
    private readonly archives: ArchivesService,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.archives.onPurge(async (archiveIds) => {
      const orders = await this.archives.clearedIn(archiveIds, 'orders', 'customer_id');
      if (orders.length > 0) {
        await this.erase(orders);
      }
    });
  }

  /** Events that arrive later for the sales are erased when they are applied. */
  private async erase(orderIds: readonly number[]): Promise<void> {
    const { manager } = this.work;
    const orders = await manager.find(Order, { select: { uid: true }, where: { id: In(orderIds) } });
    await manager.update(Order, { id: In(orderIds) }, { metadata: () => `"metadata" - '${RECEIPT_URL}'` });
    const sales = await manager.findBy(ShopSale, { orderUid: In(orders.map(({ uid }) => uid)) });
    const saleIds = sales.map(({ id }) => id);
    const shopIds = [...new Set(sales.map(({ shopId }) => shopId))];
    // Nobody applies an event meanwhile.
    await manager.find(Shop, { where: { id: In(shopIds) }, order: { id: 'ASC' }, lock: { mode: 'for_no_key_update' } });
    await manager.update(ShopSale, { id: In(saleIds) }, { erasedAt: this.clock.now() });
    let events: ShopEvent[];
    let after = 0;
    do {
      const where = { saleId: In(saleIds), id: MoreThan(after) };
      events = await manager.find(ShopEvent, { where, order: { id: 'ASC' }, take: BATCH });
      for (const event of events) {
        await this.eraseEvent(event);
      }
      after = events.at(-1)?.id ?? after;
    } while (events.length === BATCH);
  }

  private async eraseEvent({ id, shopId, payload, facts }: ShopEvent): Promise<void> {
    const { manager } = this.work;
    const externalIds = (facts ?? []).flatMap((fact) =>
      'customerExternalId' in fact && typeof fact.customerExternalId === 'string' ? fact.customerExternalId : [],
    );
    await manager.update(ShopEvent, id, withoutPersonalFields({ payload, facts }));
    if (externalIds.length > 0) {
      await manager.delete(ShopCustomer, { shopId, externalId: In(externalIds) });
    }
  }
}

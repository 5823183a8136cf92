import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { UnitOfWork } from '../../../core/platform';
import { prepared } from '../../../core/platform/internal';
import { ShopEvent } from './shop-event.entity';
import { ShopReference, ShopSale } from './shop-sale.entity';

export interface FoundSale {
  readonly sale: ShopSale;
  /** No event has named it before. */
  readonly isNew: boolean;
  /** Events told only now that two sales are the same. */
  readonly isMerged: boolean;
}

/** Finds the sales that events are about, by any of their names. */
@Injectable()
export class ShopSalesService {
  constructor(private readonly work: UnitOfWork) {}

  /** The sale with any of these references, which from now on has all of them. The caller has locked the shop. */
  async find(shopId: number, references: readonly string[]): Promise<FoundSale> {
    const { manager } = this.work;
    const named = manager
      .createQueryBuilder(ShopReference, 'known')
      .innerJoinAndSelect('known.sale', 'sale')
      .where('known.shopId = :shopId AND known.reference = ANY (:references)', { shopId, references })
      .orderBy('known.saleId');
    const known = await prepared(named, 'find_shop_sales').getMany();
    const sales = [...new Map(known.flatMap(({ saleId, sale }) => (sale ? [[saleId, sale]] : []))).values()];
    const found = sales.find(({ orderUid }) => orderUid !== null) ?? sales[0];
    const sale =
      found ??
      (await manager.save(manager.create(ShopSale, { shopId, orderUid: null, continues: null, erasedAt: null })));
    // Two orders stay two.
    const others = sales.filter((one) => one !== sale && one.orderUid === null).map(({ id }) => id);
    if (others.length > 0) {
      await manager.update(ShopReference, { saleId: In(others) }, { saleId: sale.id });
      await manager.update(ShopEvent, { saleId: In(others) }, { saleId: sale.id });
      await manager.delete(ShopSale, { id: In(others) });
    }
    const fresh = references.filter((reference) => !known.some((one) => one.reference === reference));
    const rows = fresh.map((reference) => ({ shopId, reference, saleId: sale.id }));
    if (rows.length > 0) {
      await manager.insert(ShopReference, rows);
    }
    return { sale, isNew: !found, isMerged: others.length > 0 };
  }

  async setOrder(sale: ShopSale, orderUid: string): Promise<void> {
    await this.work.manager.update(ShopSale, sale.id, { orderUid });
    Object.assign(sale, { orderUid });
  }
}

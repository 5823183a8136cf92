import { Injectable } from '@nestjs/common';
import type { License } from '../../../licenses/licenses/license.entity';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { OrderLicense } from '../orders/order-license.entity';
import type { OrderLine } from '../orders/order-line.entity';
import type { Order } from '../orders/order.entity';
import type { ShopKind } from './shop-adapter';
import { Shop } from './shop.entity';

/** The line of an order that gave a license. */
export interface LicenseSale {
  readonly order: Order;
  readonly line: OrderLine;
  /** Null for an order of no connected shop. */
  readonly shopKind: ShopKind | null;
  /** The payment of this license is disputed. */
  readonly isDisputed: boolean;
}

/** Finds out how licenses were sold. */
@Injectable()
export class LicenseSalesService {
  constructor(private readonly work: UnitOfWork) {}

  /** Null if no order gave the license. The caller may see the license. */
  async find({ id, orderId }: Pick<License, 'id' | 'orderId'>): Promise<LicenseSale | null> {
    if (orderId === null) {
      return null;
    }
    const given = await this.work.manager
      .createQueryBuilder(OrderLicense, 'given')
      .innerJoinAndSelect('given.line', 'line')
      .innerJoinAndSelect('line.order', 'sale')
      .where('given.licenseId = :id', { id })
      .getOne();
    const { line } = given ?? {};
    if (!given || !line?.order) {
      return null;
    }
    const shop = await this.work.manager.findOneBy(Shop, { name: line.order.shop });
    const isDisputed = given.holds.dispute !== undefined;
    return { order: line.order, line, shopKind: shop?.kind ?? null, isDisputed };
  }
}

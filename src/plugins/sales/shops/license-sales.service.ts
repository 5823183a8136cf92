import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import {
  type License,
  type LicenseOrder,
  type LicenseSale,
  LicenseSales,
  type PurchaseOffers,
} from '../../../core/licenses';
import { DomainError } from '../../../core/common';
import { UnitOfWork } from '../../../core/platform';
import { OrderLicense } from '../orders/order-license.entity';
import { Order } from '../orders/order.entity';
import { LINK_LIFETIME, PurchaseLinksService } from './purchase-links.service';
import { PurchaseOffersService } from './purchase-offers.service';
import { Shop } from './shop.entity';

@Injectable()
export class LicenseSalesService extends LicenseSales {
  constructor(
    private readonly work: UnitOfWork,
    private readonly links: PurchaseLinksService,
    private readonly offers: PurchaseOffersService,
  ) {
    super();
  }

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

  async ordersOf(licenses: readonly License[]): Promise<ReadonlyMap<string, LicenseOrder>> {
    const uids = [...new Set(licenses.flatMap(({ orderId }) => orderId ?? []))];
    const orders = uids.length === 0 ? [] : await this.work.manager.findBy(Order, { uid: In(uids) });
    return new Map(orders.map((order) => [order.uid, order]));
  }

  async renewalUrl({ uid }: Pick<License, 'uid'>): Promise<string | null> {
    try {
      return (await this.links.create(uid, { action: 'renew' }, { lifetime: LINK_LIFETIME.max })).url;
    } catch (error) {
      if (error instanceof DomainError) {
        return null;
      }
      throw error;
    }
  }

  offersFor(license: License): Promise<PurchaseOffers> {
    return this.offers.of(license);
  }
}

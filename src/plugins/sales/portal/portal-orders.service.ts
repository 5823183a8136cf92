import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { UnitOfWork } from '../../../core/platform';
import { Order } from '../orders/order.entity';
import { managedIds, type PortalVisitor } from '../../portal/frame/portal-visitor';

/** Newest orders of a customer that the portal shows. */
const MAX_ORDERS = 100;

/** The orders of the signed-in customer, with their lines. */
@Injectable()
export class PortalOrdersService {
  constructor(private readonly work: UnitOfWork) {}

  list(visitor: PortalVisitor): Promise<Order[]> {
    return this.work.manager.find(Order, {
      where: { customerId: In(managedIds(visitor)) },
      relations: { lines: { product: true } },
      order: { id: 'DESC', lines: { id: 'ASC' } },
      take: MAX_ORDERS,
    });
  }
}

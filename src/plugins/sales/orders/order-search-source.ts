import { Injectable } from '@nestjs/common';
import { type NewestRequest, type Page, type SearchHit, SearchSource } from '../../../core/common';
import { OrdersService } from './orders.service';

@Injectable()
export class OrderSearchSource extends SearchSource {
  readonly type = 'order';
  readonly permission = 'orders:read';

  constructor(private readonly orders: OrdersService) {
    super();
  }

  async find(q: string, page: NewestRequest): Promise<Page<SearchHit>> {
    const { rows, ...rest } = await this.orders.list(page, { q });
    return {
      ...rest,
      rows: rows.map(({ uid, id, externalId, subscriptionId, customer, state }) => ({
        id: uid,
        number: id,
        title: externalId ?? String(id),
        subtitle: customer?.email ?? customer?.name ?? subscriptionId ?? '',
        status: state,
      })),
    };
  }

  override leavesOutRows(q: string): Promise<boolean> {
    return this.orders.leavesOutRows(q);
  }
}

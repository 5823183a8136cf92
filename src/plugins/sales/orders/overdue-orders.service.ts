import { Injectable } from '@nestjs/common';
import { Clock } from '../../../core/common';
import { UnitOfWork } from '../../../core/platform';
import { OrderLifecycleService } from './order-lifecycle.service';

/** Orders that one query reads. */
const BATCH = 100;

/** Suspends the licenses of orders that stay past due for the chosen time. */
@Injectable()
export class OverdueOrdersService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly orders: OrderLifecycleService,
    private readonly clock: Clock,
  ) {}

  /** Several nodes may do so at once: each order is read again under its lock. */
  async suspendDue(): Promise<void> {
    for (let uids = await this.due(); uids.length > 0; uids = await this.due()) {
      for (const uid of uids) {
        await this.orders.suspendPastDue(uid);
      }
    }
  }

  private async due(): Promise<string[]> {
    const rows = await this.work.manager.query<{ uid: string }[]>(DUE, [this.clock.now(), BATCH]);
    return rows.map(({ uid }) => uid);
  }
}

const DUE = 'SELECT uid FROM orders WHERE suspend_at <= $1 ORDER BY suspend_at LIMIT $2';

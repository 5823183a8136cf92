import { Injectable } from '@nestjs/common';
import { License } from '../../../core/licenses';
import { ExtendLicenseService } from '../../../core/licensing';
import { UnitOfWork } from '../../../core/platform';
import type { SaleState } from './sale-state';
import type { Shop } from './shop.entity';

/** Keys of one subscription. */
const MOST_LICENSES = 100;

/**
 * Follows subscriptions that began before their shop was connected. Their licenses came by an import, which keeps the shop's id
 * of the subscription in `metadata.<kind of shop>.subscription.id`; they have no order here.
 */
@Injectable()
export class ImportedSubscriptionsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly extensions: ExtendLicenseService,
  ) {}

  /** Moves the ends of the licenses to that of the paid period, never back. Returns whether there are such licenses. */
  async follow({ kind }: Shop, { subscriptionId: id, periodEnd }: SaleState): Promise<boolean> {
    const licenses = id === null ? [] : await this.licensesOf(kind, id);
    if (periodEnd) {
      for (const { uid } of licenses) {
        await this.extensions.extendTo(uid, periodEnd);
      }
    }
    return licenses.length > 0;
  }

  private licensesOf(kind: string, id: string): Promise<License[]> {
    return this.work.manager
      .createQueryBuilder(License, 'license')
      .where('license.metadata @> CAST(:metadata AS jsonb)', {
        metadata: JSON.stringify({ [kind]: { subscription: { id } } }),
      })
      .orderBy('license.id')
      .limit(MOST_LICENSES)
      .getMany();
  }
}

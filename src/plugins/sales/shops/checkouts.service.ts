import { Injectable } from '@nestjs/common';
import { IsNull, Not } from 'typeorm';
import type { Policy } from '../../../core/catalog';
import type { License } from '../../../core/licenses';
import { UnitOfWork } from '../../../core/platform';
import type { ContinuationAction } from '../orders/continuation';
import { ShopMapping } from './shop-mapping.entity';
import type { Shop } from './shop.entity';

/** The newest of a product; more are not looked at. */
const MAX_CHECKOUTS = 100;

/** A mapping with the address of a checkout. */
export type Checkout = ShopMapping & { readonly checkoutUrl: string };

/** Finds the checkouts at which customers pay for licenses. */
@Injectable()
export class CheckoutsService {
  constructor(private readonly work: UnitOfWork) {}

  /** Those of the product, the newest first, with their policies. @param shop undefined for those of all shops */
  async of({ productId }: Pick<License, 'productId'>, shop?: Shop): Promise<Checkout[]> {
    const mappings = await this.work.manager.find(ShopMapping, {
      where: { productId, checkoutUrl: Not(IsNull()), ...(shop && { shopId: shop.id }) },
      relations: { policy: true },
      order: { id: 'DESC' },
      take: MAX_CHECKOUTS,
    });
    return mappings.filter(hasUrl);
  }
}

function hasUrl(mapping: ShopMapping): mapping is Checkout {
  return mapping.checkoutUrl !== null;
}

export function urlAt({ checkoutUrl }: Checkout, reference: string): string {
  return checkoutUrl.replaceAll('{reference}', reference);
}

/** One for the policy comes first, then one that is counted as the action is, then the newest. */
export function checkoutFor(
  checkouts: readonly Checkout[],
  policy: Policy,
  action: ContinuationAction,
): Checkout | undefined {
  const rankOf = (checkout: Checkout): number =>
    (checkout.policyId === policy.id ? 2 : 0) + ((checkout.per === 'seat') === (action === 'add_seats') ? 1 : 0);
  return [...checkouts].sort((one, other) => rankOf(other) - rankOf(one))[0];
}

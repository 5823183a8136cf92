import { Injectable } from '@nestjs/common';
import { upgradePageOf } from '../../../core/catalog';
import { PluginServices } from '../../../core/common';
import { LicenseSales, type PurchaseOffers } from '../../../core/licenses';
import type { LicenseState } from './license-state';
import type { OwnedLicense } from './portal-licenses.service';

/** Where the owner of a license pays for it. */
export interface LicenseOffers extends PurchaseOffers {
  /** The product's page for customers who buy more, where no checkout is stored for the license; null without one. */
  readonly page: string | null;
}

const NONE: PurchaseOffers = { renewal: null, seats: null, upgrades: [] };
const NOTHING: LicenseOffers = { ...NONE, page: null };

/** States of a license that its owner can renew now. */
const RENEWABLE: readonly LicenseState['name'][] = ['endsSoon', 'grace', 'endedAt', 'endedUsable'];
/** States that no payment for the license changes. */
const STOPPED: readonly LicenseState['name'][] = ['refunded', 'revoked', 'suspended', 'unpaid'];
/** The shop renews the license: another purchase would be paid besides. */
const SUBSCRIBED: readonly LicenseState['name'][] = ['renews', 'paymentFailed'];

/** Finds out what the owner of a license can buy for it. */
@Injectable()
export class PortalOffersService {
  constructor(private readonly plugins: PluginServices) {}

  /** Nothing for a named user, who does not manage the license. */
  async of({ license, product, state, user }: OwnedLicense): Promise<LicenseOffers> {
    if (user !== null) {
      return NOTHING;
    }
    const sales = STOPPED.includes(state.name) ? undefined : this.plugins.find(LicenseSales);
    const found = (await sales?.offersFor(license)) ?? NONE;
    const { renewal, seats, upgrades } = SUBSCRIBED.includes(state.name) ? { ...NONE, seats: found.seats } : found;
    const hasCheckout = renewal !== null || seats !== null || upgrades.length > 0;
    return { renewal, seats, upgrades, page: hasCheckout ? null : upgradePageOf(product, license.uid) };
  }
}

/** Where the license is renewed; null if it need not be now, or nobody knows where. */
export function renewalOf({ state }: Pick<OwnedLicense, 'state'>, { renewal, page }: LicenseOffers): string | null {
  return RENEWABLE.includes(state.name) ? (renewal ?? page) : null;
}

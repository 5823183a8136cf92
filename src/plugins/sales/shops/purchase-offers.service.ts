import { Injectable } from '@nestjs/common';
import type { Policy } from '../../../core/catalog';
import { DomainError } from '../../../core/common';
import type { License, PurchaseOffers } from '../../../core/licenses';
import { ContinuationPlansService } from '../orders/continuation-plans.service';
import { type Checkout, checkoutFor, CheckoutsService, urlAt } from './checkouts.service';
import { LINK_LIFETIME, type NewPurchase, PurchaseLinksService } from './purchase-links.service';

const MAX_UPGRADES = 10;

/** Finds out what customers can buy for their licenses at the checkouts that are stored. */
@Injectable()
export class PurchaseOffersService {
  constructor(
    private readonly checkouts: CheckoutsService,
    private readonly plans: ContinuationPlansService,
    private readonly links: PurchaseLinksService,
  ) {}

  /** @param license with its product and policy */
  async of(license: License): Promise<PurchaseOffers> {
    const checkouts = await this.checkouts.of(license);
    const { policy } = license;
    if (!policy) {
      throw new Error('The license was read without its policy');
    }
    const ofSeats = checkouts.find((one) => one.per === 'seat' && one.policyId === policy.id);
    return {
      renewal: await this.urlOf(license, policy, { action: 'renew' }, checkoutFor(checkouts, policy, 'renew')),
      seats: await this.urlOf(license, policy, { action: 'add_seats', seats: 1 }, ofSeats),
      upgrades: await this.upgradesOf(license, checkouts),
    };
  }

  /** To each other policy, the newest checkout. */
  private async upgradesOf(license: License, checkouts: readonly Checkout[]): Promise<PurchaseOffers['upgrades']> {
    const policies = new Map(checkouts.map(({ policy }) => [policy?.id, policy]));
    const others = [...policies.values()].flatMap((policy) => (policy && policy.id !== license.policyId ? policy : []));
    const offers = others.slice(0, MAX_UPGRADES).map(async (policy) => {
      const input = { action: 'upgrade', policy: policy.uid } as const;
      const url = await this.urlOf(license, policy, input, checkoutFor(checkouts, policy, 'upgrade'));
      return url === null ? [] : [{ name: policy.name, url }];
    });
    return (await Promise.all(offers)).flat();
  }

  /** Null for a payment that is not possible now. */
  private async urlOf(
    license: License,
    policy: Policy,
    input: NewPurchase,
    checkout: Checkout | undefined,
  ): Promise<string | null> {
    if (!checkout) {
      return null;
    }
    try {
      await this.plans.planFor(license, { ...input, hasPeriod: true }, '');
    } catch (error) {
      if (error instanceof DomainError) {
        return null;
      }
      throw error;
    }
    return urlAt(checkout, (await this.links.linkFor(license, policy, input, LINK_LIFETIME.max)).reference);
  }
}

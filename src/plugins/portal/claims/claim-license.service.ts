import { Injectable } from '@nestjs/common';
import { KeyTyposService } from '../../../core/catalog';
import { Clock, foldedAddress, PluginServices, Randomness } from '../../../core/common';
import type { Customer } from '../../../core/customers';
import { eventPayload, KeyLookupsService, License, LicenseSales } from '../../../core/licenses';
import { typedForms } from '../../../core/licenses/internal';
import { LicensesService } from '../../../core/licensing';
import { SettingValuesService, UnitOfWork } from '../../../core/platform';
import { PortalBrandService } from '../frame/portal-brand.service';
import { managedBy, managedIds, type PortalVisitor } from '../frame/portal-visitor';
import { PORTAL } from '../frame/portal.settings';
import { ClaimTriesService } from './claim-tries.service';
import { type ClaimProof, PortalClaim } from './portal-claim.entity';
import { PortalClaimsService } from './portal-claims.service';
import { isClaimable, isPurchaseNumber, isSameText } from './purchase-numbers';

/** The texts by which a visitor claims a license. */
export interface ClaimInput {
  readonly key: string;
  /** The e-mail address of the license's customer, or the number of the purchase. */
  readonly proof: string;
  readonly language: string;
}

/** `unknown` for an unknown key and for a wrong proof alike; `mistyped` for both if check characters tell of a typing error. */
export type ClaimOutcome =
  | { readonly kind: 'unknown' | 'too_many' | 'requested' }
  | { readonly kind: 'mistyped'; readonly group: string }
  | { readonly kind: 'moved' | 'owned'; readonly license: string };

interface Match {
  readonly license: License;
  readonly proof: ClaimProof;
}

const UNKNOWN = { kind: 'unknown' } as const;

/** Lets customers claim licenses that were bought under another address. */
@Injectable()
export class ClaimLicenseService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
    private readonly settings: SettingValuesService,
    private readonly lookups: KeyLookupsService,
    private readonly licenses: LicensesService,
    private readonly plugins: PluginServices,
    private readonly brand: PortalBrandService,
    private readonly tries: ClaimTriesService,
    private readonly typos: KeyTyposService,
    private readonly claims: PortalClaimsService,
  ) {}

  /** The customer to whom licenses move; none while claims are off, and for who manages no customer. */
  claimantOf(visitor: PortalVisitor): Customer | undefined {
    const [customer] = managedBy(visitor);
    return this.settings.get(PORTAL.claims) === 'off' ? undefined : customer;
  }

  /** @param customer claimant of the visitor */
  async claim(visitor: PortalVisitor, customer: Customer, input: ClaimInput): Promise<ClaimOutcome> {
    if (!(await this.tries.count(visitor.email, input.key))) {
      return { kind: 'too_many' };
    }
    const match = await this.match(input);
    if (!match) {
      const typo = await this.typos.find(input.key);
      return typo ? { kind: 'mistyped', group: typo.text } : UNKNOWN;
    }
    const { license, proof } = match;
    if (license.customerId !== null && managedIds(visitor).includes(license.customerId)) {
      return { kind: 'owned', license: license.uid };
    }
    return this.licenses.runLocked(license.uid, async ({ license: locked }) => {
      // Another customer may have claimed it meanwhile: the proof does not hold any more.
      if (locked.customerId !== license.customerId || locked.key !== license.key || !isClaimable(locked)) {
        return UNKNOWN;
      }
      const claim = await this.add({ visitor, customer, license: locked, proof, language: input.language });
      if (await this.needsApproval(locked)) {
        return this.request(claim, locked);
      }
      await this.claims.move(claim, locked);
      await this.claims.refuseOthers(locked);
      return { kind: 'moved', license: locked.uid };
    });
  }

  /** The statements are the same for unknown keys and wrong proofs, so that the time tells nothing. */
  private async match({ key, proof }: ClaimInput): Promise<Match | null> {
    const [found] = await this.lookups.findEach([{ key, form: typedForms(key), fingerprint: null }], this.clock.now());
    const license = await this.work.manager
      .createQueryBuilder(License, 'license')
      .innerJoinAndSelect('license.product', 'product')
      .leftJoinAndSelect('license.customer', 'customer')
      .where('license.key = :key', { key: found?.current ?? key })
      .getOne();
    const sold = Object.assign(new License(), { orderId: license?.orderId ?? this.randomness.uuid() });
    const order = (await this.plugins.find(LicenseSales)?.ordersOf([sold]))?.get(sold.orderId);
    const isAddress = isSameText(foldedAddress(proof), license?.customer?.email);
    const isNumber = isPurchaseNumber(proof, license, order);
    if (!license || !(isAddress || isNumber) || !isClaimable(license) || !this.isShown(license)) {
      return null;
    }
    return { license, proof: isAddress ? 'email' : 'order' };
  }

  private isShown({ product }: License): boolean {
    return product !== undefined && this.brand.shows(product);
  }

  /** One of a visitor for each license waits. */
  private async add({
    visitor,
    customer,
    license,
    proof,
    language,
  }: Match & {
    readonly visitor: PortalVisitor;
    readonly customer: Customer;
    readonly language: string;
  }): Promise<PortalClaim> {
    const { manager } = this.work;
    const key = { licenseId: license.id, email: visitor.email, state: 'pending' } as const;
    const waiting = await manager.findOneBy(PortalClaim, key);
    const claim = waiting ?? {
      ...key,
      customerId: customer.id,
      previousCustomerId: license.customerId,
      proof,
      language,
      createdAt: this.clock.now(),
      decidedAt: null,
    };
    return Object.assign(await manager.save(manager.create(PortalClaim, claim)), { customer, license });
  }

  private async request({ uid: claim_id, email }: PortalClaim, license: License): Promise<ClaimOutcome> {
    const data = { ...eventPayload(license), claim_id, email };
    await this.work.record([this.work.changeRecord('license.claim_requested', license, null, null, data)]);
    return { kind: 'requested' };
  }

  /** A license of somebody who signs in to the portal is not taken away without a person who decides. */
  private async needsApproval({ customerId }: License): Promise<boolean> {
    if (this.settings.get(PORTAL.claims) !== 'on') {
      return true;
    }
    const [row] = await this.work.manager.query<{ signs: boolean }[]>(SIGNS_IN, [customerId]);
    return row?.signs !== false;
  }
}

const SIGNS_IN = `
  SELECT EXISTS (
    SELECT FROM portal_addresses WHERE email IN (
      SELECT email FROM customers WHERE id = $1 UNION ALL SELECT email FROM customer_users WHERE customer_id = $1
    )
  ) AS signs`;

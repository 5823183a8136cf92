import { Injectable } from '@nestjs/common';
import { Calendar } from '../../common/calendar';
import { defined } from '../../common/fields/fields-of';
import { problem, referenced } from '../../common/errors/domain-error';
import { PoliciesService } from '../../catalog/policies/policies.service';
import type { Policy } from '../../catalog/policies/policy.entity';
import { ProductsService } from '../../catalog/products/products.service';
import { copiedFrom } from '../../licenses/issuing/issue-licenses.service';
import { LicenseColumnsService } from '../../licenses/issuing/license-columns.service';
import { restartedTerm } from '../../licenses/licenses/license-term';
import type { License, LicenseType } from '../../licenses/licenses/license.entity';
import { type LicenseId, LicensesService, type LicenseWithUsage } from './licenses.service';

export interface TrialConversion {
  /** Uid of a policy; defaults to the product's own. */
  readonly policy?: string;
  readonly type: Exclude<LicenseType, 'trial'>;
  /** Uid of the customer; by default, the license keeps its own. */
  readonly customer?: string;
  /** Replaces the end of the policy's term. */
  readonly expiresAt?: Date;
}

/** Turns a trial license into a full one. Its key and its devices stay. */
@Injectable()
export class ConvertTrialService {
  constructor(
    private readonly licenses: LicensesService,
    private readonly policies: PoliciesService,
    private readonly products: ProductsService,
    private readonly columns: LicenseColumnsService,
    private readonly calendar: Calendar,
  ) {}

  /** Turns a trial license into a full one: limits, features and term come from the policy, devices stay active. */
  convert(id: LicenseId, { policy: uid, type, customer, expiresAt }: TrialConversion): Promise<LicenseWithUsage> {
    return this.licenses.update(id, async (license, now) => {
      if (license.type !== 'trial') {
        throw problem('NOT_A_TRIAL');
      }
      const policy = await this.policyFor(license, uid);
      const { firstActivatedAt } = license;
      const copied = copiedFrom(policy);
      const term = restartedTerm({ ...copied, firstActivatedAt }, now, this.calendar);
      const own = await this.columns.of(defined({ customer, expiresAt }), license, now);
      return { event: 'license.converted', change: { ...copied, ...term, ...own, policy, policyId: policy.id, type } };
    });
  }

  private async policyFor({ product }: License, uid: string | undefined): Promise<Policy> {
    if (uid !== undefined) {
      return referenced('policy', this.policies.get(uid));
    }
    const { policy } = await this.products.getByReference(product?.reference ?? '');
    if (!policy) {
      throw new Error('The policy of this product was not loaded');
    }
    return policy;
  }
}

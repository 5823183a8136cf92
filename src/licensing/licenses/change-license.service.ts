import { Injectable } from '@nestjs/common';
import { defined } from '../../common/defined';
import { referenced } from '../../common/errors/domain-error';
import { onUniqueViolation } from '../../platform/database/on-unique-violation';
import type { GrantChange } from '../../catalog/entitlements/grants';
import { PoliciesService } from '../../catalog/policies/policies.service';
import { ProductsService } from '../../catalog/products/products.service';
import { GroupLimitsService } from '../groups/group-limits.service';
import { LicenseColumnsService, type LicenseAttributes } from './license-columns.service';
import { eventOfState } from './license-state';
import type { License } from './license.entity';
import { KEY_TAKEN, productNamed } from './license.errors';
import { type LicenseId, LicensesService, type LicenseWithUsage } from './licenses.service';
import type { EventName } from '../../platform/records/event-catalogue';

/** Omitted fields are unchanged. */
export interface LicenseChange extends LicenseAttributes {
  /** Reference of the product. */
  product?: string;
  /** Uid of the policy. */
  policy?: string;
  key?: string;
  /** Replaces the license's own grants. */
  grants?: GrantChange;
}

/** Updates licenses atomically. */
@Injectable()
export class ChangeLicenseService {
  constructor(
    private readonly licenses: LicensesService,
    private readonly columns: LicenseColumnsService,
    private readonly products: ProductsService,
    private readonly policies: PoliciesService,
    private readonly groups: GroupLimitsService,
  ) {}

  change(id: LicenseId, { product, policy, key, grants, ...attributes }: LicenseChange): Promise<LicenseWithUsage> {
    const changing = this.licenses.update(id, async (license, now) => ({
      event: eventOf(attributes, license),
      grants,
      change: {
        ...(await this.columnsOf(attributes, license, now)),
        ...defined({ key }),
        ...(product !== undefined && product !== license.product?.reference && (await this.reassign(product, license))),
        ...(policy !== undefined && (await this.assignPolicy(policy))),
      },
    }));
    return onUniqueViolation(changing, KEY_TAKEN, { constraint: 'licenses_key_unique', field: 'key' });
  }

  private async columnsOf(attributes: LicenseAttributes, license: License, now: Date): Promise<Partial<License>> {
    const columns = await this.columns.of(attributes, license, now);
    if (columns.groupId && columns.groupId !== license.groupId) {
      await this.groups.refuseTooManyLicenses(columns.groupId, 1);
    }
    return columns;
  }

  /** A license with its product's own policy gets the new product's policy. */
  private async reassign(reference: string, license: License): Promise<Partial<License>> {
    const product = await productNamed(this.products.getByReference(reference));
    const hasProductPolicy = license.policyId === license.product?.policyId;
    const { policy, policyId } = product;
    return { product, productId: product.id, ...(hasProductPolicy && { policy, policyId }) };
  }

  private async assignPolicy(uid: string): Promise<Partial<License>> {
    const policy = await referenced('policy', this.policies.get(uid));
    return { policy, policyId: policy.id };
  }
}

function eventOf({ state, isDisabled }: LicenseAttributes, license: License): EventName {
  if (state === undefined && isDisabled !== undefined && isDisabled !== (license.disabledAt !== null)) {
    return isDisabled ? 'license.disabled' : 'license.enabled';
  }
  return eventOfState(state, license);
}

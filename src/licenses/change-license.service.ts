import { Injectable } from '@nestjs/common';
import { defined } from '../common/defined';
import { unlessTaken } from '../common/errors/unless-taken';
import { PoliciesService } from '../policies/policies.service';
import { ProductsService } from '../products/products.service';
import { LicenseColumns, type LicenseTraits } from './license-columns.service';
import { eventOfState } from './license-state';
import type { License } from './license.entity';
import { KEY_TAKEN, productNamed } from './license.errors';
import { type LicenseId, LicensesService, type UsedLicense } from './licenses.service';

/** What is left out stays. */
export interface LicenseChange extends LicenseTraits {
  /** Reference of the product. */
  product?: string;
  /** Uid of the policy. */
  policy?: string;
  key?: string;
}

/** Changes what people set of a license, all of it or nothing. */
@Injectable()
export class ChangeLicense {
  constructor(
    private readonly licenses: LicensesService,
    private readonly columns: LicenseColumns,
    private readonly products: ProductsService,
    private readonly policies: PoliciesService,
  ) {}

  change(id: LicenseId, { product, policy, key, ...traits }: LicenseChange): Promise<UsedLicense> {
    const changing = this.licenses.alter(id, async (license, now) => ({
      event: eventOf(traits, license),
      change: {
        ...(await this.columns.of(traits, license, now)),
        ...defined({ key }),
        ...(product !== undefined && product !== license.product?.reference && (await this.movedTo(product, license))),
        ...(policy !== undefined && (await this.ruledBy(policy))),
      },
    }));
    return unlessTaken(changing, KEY_TAKEN, { constraint: 'licenses_key_unique', field: 'key' });
  }

  /** A license that lives by its product's own policy lives by the other's from then on. */
  private async movedTo(reference: string, license: License): Promise<Partial<License>> {
    const product = await productNamed(this.products.getByReference(reference));
    const isUnderProduct = license.policyId === license.product?.policyId;
    const { policy, policyId } = product;
    return { product, productId: product.id, ...(isUnderProduct && { policy, policyId }) };
  }

  private async ruledBy(uid: string): Promise<Partial<License>> {
    const policy = await this.policies.get(uid);
    return { policy, policyId: policy.id };
  }
}

function eventOf({ state, isDisabled }: LicenseTraits, license: License): string {
  if (state === undefined && isDisabled !== undefined && isDisabled !== (license.disabledAt !== null)) {
    return isDisabled ? 'license.disabled' : 'license.enabled';
  }
  return eventOfState(state, license);
}

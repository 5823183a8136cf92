import { Injectable } from '@nestjs/common';
import { defined } from '../../common/fields/fields-of';
import { problem, referenced } from '../../common/errors/domain-error';
import { type Metadata, mergedMetadata } from '../../common/validation/metadata';
import { refuseTakenKey } from '../../licenses/licenses/archived-keys';
import type { GrantChange } from '../../catalog/grants/grants';
import { PoliciesService } from '../../catalog/policies/policies.service';
import { versionToUse } from '../../catalog/policies/policy-version.entity';
import type { Policy } from '../../catalog/policies/policy.entity';
import { GroupLimitsService } from '../../licenses/group-limits/group-limits.service';
import { LicenseColumnsService, type LicenseAttributes } from '../../licenses/issuing/license-columns.service';
import { eventOfState } from '../../licenses/licenses/license-state';
import type { Product } from '../../catalog/products/product.entity';
import type { License } from '../../licenses/licenses/license.entity';
import { LicenseProductsService, productColumns, productsOf } from '../../licenses/licenses/license-products.service';
import { type LicenseId, LicensesService, type LicenseWithUsage } from './licenses.service';
import type { EventName } from '../../platform/records/event-catalogue';

/** New values of a license; omitted fields are unchanged. */
export interface LicenseChange extends LicenseAttributes {
  /** Reference of the product; of a bundle, it replaces the first. */
  product?: string;
  /** References of all products. */
  products?: readonly string[];
  /** Uid of the policy. */
  policy?: string;
  /** Number of a version of the policy; by default, another policy's newest. */
  policyVersion?: number;
  key?: string;
  /** Fields of the metadata that change; null removes one. */
  metadataChange?: Metadata;
  /** Replaces the license's own grants. */
  grants?: GrantChange;
}

/** Updates licenses atomically. */
@Injectable()
export class ChangeLicenseService {
  constructor(
    private readonly licenses: LicensesService,
    private readonly columns: LicenseColumnsService,
    private readonly products: LicenseProductsService,
    private readonly policies: PoliciesService,
    private readonly groups: GroupLimitsService,
  ) {}

  /** @param readAt the license's `updatedAt` when the caller read it: a license that was changed since is a conflict */
  change(
    id: LicenseId,
    { product, products, policy, policyVersion, key, grants, metadataChange, ...attributes }: LicenseChange,
    readAt?: Date,
  ): Promise<LicenseWithUsage> {
    const changing = this.licenses.update(id, async (license, now) => {
      refuseChanged(license, readAt);
      const reassigned = {
        ...(await this.reassign(license, product, products)),
        ...(policy !== undefined && (await this.assignPolicy(policy))),
      };
      return {
        event: eventOf(attributes, license),
        grants,
        change: {
          ...(await this.columnsOf(attributes, license, now)),
          ...(metadataChange && { metadata: mergedMetadata(license.metadata, metadataChange) }),
          ...defined({ key }),
          ...reassigned,
          ...versionOf(license, reassigned.policy, policyVersion),
        },
      };
    });
    return refuseTakenKey(changing, 'key');
  }

  private async columnsOf(attributes: LicenseAttributes, license: License, now: Date): Promise<Partial<License>> {
    const columns = await this.columns.of(attributes, license, now);
    if (columns.groupId && columns.groupId !== license.groupId) {
      await this.groups.refuseTooManyLicenses(columns.groupId, 1);
    }
    return columns;
  }

  private async reassign(license: License, product?: string, products?: readonly string[]): Promise<Partial<License>> {
    if (products !== undefined) {
      const named = await this.products.named(products, 'products');
      const ids = named.map(({ id }) => id);
      return { ...firstProduct(license, named[0]), ...productColumns(ids) };
    }
    if (product === undefined || product === license.product?.reference) {
      return {};
    }
    const [first] = await this.products.named([product]);
    const further = productsOf(license).slice(1);
    const ids = [first.id, ...further.filter((id) => id !== first.id)];
    return { ...firstProduct(license, first), ...productColumns(ids) };
  }

  private async assignPolicy(uid: string): Promise<Partial<License>> {
    const policy = await referenced('policy', this.policies.get(uid));
    return { policy, policyId: policy.id };
  }
}

function refuseChanged({ updatedAt }: License, readAt?: Date): void {
  if (readAt !== undefined && readAt.getTime() !== updatedAt.getTime()) {
    throw problem('LICENSE_CHANGED');
  }
}

/** Another policy brings its newest version; with the same one, the license keeps its version unless another is named. */
function versionOf(license: License, reassigned?: Policy, number?: number): Partial<License> {
  const policy = reassigned ?? license.policy;
  const isKept = number === undefined && (policy === undefined || policy.id === license.policyId);
  return isKept || policy === undefined ? {} : { policyVersion: versionToUse(policy, number) };
}

/** A license with its product's own policy gets the new product's policy. */
function firstProduct(license: License, product: Product): Partial<License> {
  const hasProductPolicy = license.policyId === license.product?.policyId;
  const { id: productId, policy, policyId } = product;
  return productId === license.productId ? {} : { product, productId, ...(hasProductPolicy && { policy, policyId }) };
}

function eventOf({ state, isDisabled }: LicenseAttributes, license: License): EventName {
  if (state === undefined && isDisabled !== undefined && isDisabled !== (license.disabledAt !== null)) {
    return isDisabled ? 'license.disabled' : 'license.enabled';
  }
  return eventOfState(state, license);
}

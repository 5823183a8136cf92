import { Injectable } from '@nestjs/common';
import { PolicyLicenses } from '../../catalog/policies/policy-licenses';

@Injectable()
export class LicensesOfPoliciesService extends PolicyLicenses {
  override areOfOthers(policyId: string, productIds: string): string {
    return `EXISTS (SELECT 1 FROM licenses WHERE policy_id = ${policyId} AND product_id <> ALL (${productIds}))`;
  }
}

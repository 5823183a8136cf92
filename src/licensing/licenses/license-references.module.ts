import { Global, Injectable, Module } from '@nestjs/common';
import { PolicyLicenses } from '../../catalog/policies/policy-licenses';
import { CustomerLicenses } from '../../customers/customers/customer-licenses';
import { LicensesOfCustomersService } from './licenses-of-customers.service';

@Injectable()
class LicensesOfPolicies extends PolicyLicenses {
  override areOfOthers(policyId: string, productId: string): string {
    return `EXISTS (SELECT 1 FROM licenses WHERE policy_id = ${policyId} AND product_id <> ${productId})`;
  }
}

/** Global, so that customers and policies are held to the licenses that refer to them without knowing licensing. */
@Global()
@Module({
  providers: [
    { provide: CustomerLicenses, useClass: LicensesOfCustomersService },
    { provide: PolicyLicenses, useClass: LicensesOfPolicies },
  ],
  exports: [CustomerLicenses, PolicyLicenses],
})
export class LicenseReferencesModule {}

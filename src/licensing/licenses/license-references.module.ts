import { Global, Injectable, Module } from '@nestjs/common';
import { PolicyLicenses } from '../../catalog/policies/policy-licenses';
import { CustomerLicenses } from '../../customers/customers/customer-licenses';
import { UnitOfWork } from '../../platform/database/unit-of-work';

@Injectable()
class LicensesOfCustomers extends CustomerLicenses {
  constructor(private readonly work: UnitOfWork) {
    super();
  }

  override areOfProduct(customerId: string, productId: string): string {
    return `EXISTS (SELECT 1 FROM licenses WHERE customer_id = ${customerId} AND product_id = ${productId})`;
  }

  override async areOfOthers(customerId: number, productId: number): Promise<boolean> {
    const others = await this.work.manager.query<unknown[]>(CUSTOMER_OF_OTHERS, [customerId, productId]);
    return others.length > 0;
  }
}

const CUSTOMER_OF_OTHERS = 'SELECT 1 FROM licenses WHERE customer_id = $1 AND product_id <> $2 LIMIT 1';

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
    { provide: CustomerLicenses, useClass: LicensesOfCustomers },
    { provide: PolicyLicenses, useClass: LicensesOfPolicies },
  ],
  exports: [CustomerLicenses, PolicyLicenses],
})
export class LicenseReferencesModule {}

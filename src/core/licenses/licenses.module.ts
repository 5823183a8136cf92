import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { Grants } from '../catalog/grants/grants';
import { PoliciesModule } from '../catalog/policies/policies.module';
import { PolicyLicenses } from '../catalog/policies/policy-licenses';
import { ProductsModule } from '../catalog/products/products.module';
import { CustomerLicenses } from '../customers/customers/customer-licenses';
import { CustomersModule } from '../customers/customers/customers.module';
import { GroupsModule } from '../customers/groups/groups.module';
import { RequestSubject } from '../platform/idempotency/request-subject';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { defineJob } from '../platform/jobs/define-job';
import { JobsModule } from '../platform/jobs/jobs.module';
import { SigningKeysModule } from '../platform/signing-keys/signing-keys.module';
import { DeclaredGrantsService } from './grants/declared-grants.service';
import { GrantsService } from './grants/grants.service';
import {
  definitionOf,
  policyOf,
  RESOLVE_GRANTED,
  RESOLVE_POLICY,
  ResolveLicensesService,
} from './grants/resolve-licenses.service';
import { FreeHostsService } from './activations/free-hosts.service';
import { GroupLimitsService } from './group-limits/group-limits.service';
import { IssueLicensesService } from './issuing/issue-licenses.service';
import { LicenseColumnsService } from './issuing/license-columns.service';
import { expiryChangeIn } from './licenses/event-payload';
import { IdempotencyKeyScope } from './licenses/idempotency-key-scope';
import { KeyLookupsService } from './licenses/key-lookups.service';
import { KeySpellingService } from './licenses/key-spelling.service';
import { LicenseKeysService } from './licenses/license-keys.service';
import { LicenseProductsService } from './licenses/license-products.service';
import { LicensesOfCustomersService } from './licenses/licenses-of-customers.service';
import { LicensesOfPoliciesService } from './licenses/licenses-of-policies.service';
import { StartTermService } from './licenses/start-term.service';

/** Issues licenses and keeps their grants. Global, because rooms below ask it about their licenses through abstract classes: they do not know this room. */
@Global()
@Module({
  imports: [CustomersModule, GroupsModule, JobsModule, PoliciesModule, ProductsModule, SigningKeysModule],
  providers: [
    DeclaredGrantsService,
    FreeHostsService,
    GrantsService,
    GroupLimitsService,
    IssueLicensesService,
    KeyLookupsService,
    KeySpellingService,
    LicenseColumnsService,
    LicenseKeysService,
    LicenseProductsService,
    ResolveLicensesService,
    StartTermService,
    { provide: CustomerLicenses, useClass: LicensesOfCustomersService },
    { provide: Grants, useExisting: GrantsService },
    { provide: PolicyLicenses, useClass: LicensesOfPoliciesService },
    { provide: RequestSubject, useClass: IdempotencyKeyScope },
    defineJob({
      name: RESOLVE_POLICY,
      service: ResolveLicensesService,
      run: (licenses, payload) => licenses.resolvePolicy(policyOf(payload)),
    }),
    defineJob({
      name: RESOLVE_GRANTED,
      service: ResolveLicensesService,
      run: (licenses, payload) => licenses.resolveGranted(definitionOf(payload)),
    }),
  ],
  exports: [
    CustomerLicenses,
    DeclaredGrantsService,
    Grants,
    GrantsService,
    FreeHostsService,
    GroupLimitsService,
    IssueLicensesService,
    KeyLookupsService,
    KeySpellingService,
    LicenseColumnsService,
    LicenseKeysService,
    LicenseProductsService,
    PolicyLicenses,
    RequestSubject,
    ResolveLicensesService,
    StartTermService,
  ],
})
export class LicensesModule implements OnModuleInit {
  constructor(private readonly work: UnitOfWork) {}

  onModuleInit(): void {
    this.work.onChange(expiryChangeIn);
  }
}

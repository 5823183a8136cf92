import { Global, Module } from '@nestjs/common';
import { ClientCallsModule } from '../../core/verification/calls/client-calls.module';
import { ApiKeysModule } from '../../core/identity/api-keys/api-keys.module';
import { SampleApiKey } from '../../core/identity/api-keys/sample-api-key';
import { CustomersModule } from '../../core/customers/customers/customers.module';
import { LicenseAdministrationModule } from '../../core/licensing/licenses/license-administration.module';
import { DefinitionsModule } from '../../core/catalog/definitions/definitions.module';
import { PoliciesModule } from '../../core/catalog/policies/policies.module';
import { ProgramModulesModule } from '../../core/catalog/program-modules/program-modules.module';
import { ProductsModule } from '../../core/catalog/products/products.module';
import { VersionsModule } from '../../core/catalog/versions/versions.module';
import { Settings } from '../../core/platform/config/settings';
import { ArtifactsModule } from '../../core/catalog/artifacts/artifacts.module';
import { AppBundlesModule } from '../../core/catalog/app-bundles/app-bundles.module';
import { DemoCatalogService } from './demo-catalog.service';
import { DemoCredentialsService } from './demo-credentials.service';
import { DemoRecordsService } from './demo-records.service';
import { DemoService } from './demo.service';
import { TEST_API_KEY } from './sample-data';

/** Global, because rooms below know the sample key by its abstract class. */
@Global()
@Module({
  imports: [
    ClientCallsModule,
    ApiKeysModule,
    AppBundlesModule,
    ArtifactsModule,
    CustomersModule,
    LicenseAdministrationModule,
    DefinitionsModule,
    PoliciesModule,
    ProductsModule,
    ProgramModulesModule,
    VersionsModule,
  ],
  providers: [
    DemoService,
    DemoCatalogService,
    DemoCredentialsService,
    DemoRecordsService,
    {
      provide: SampleApiKey,
      inject: [Settings],
      useFactory: ({ DEMO }: Settings): SampleApiKey => ({ value: DEMO ? TEST_API_KEY : undefined }),
    },
  ],
  exports: [SampleApiKey],
})
export class DemoModule {}

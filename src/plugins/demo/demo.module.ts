import { Global, Module } from '@nestjs/common';
import { ClientCallsModule } from '../../core/verification';
import { ApiKeysModule, SampleApiKey } from '../../core/identity';
import { CustomersModule } from '../../core/customers';
import { LicenseAdministrationModule } from '../../core/licensing';
import {
  AppBundlesModule,
  ArtifactsModule,
  DefinitionsModule,
  PoliciesModule,
  ProductsModule,
  ProgramModulesModule,
  VersionsModule,
} from '../../core/catalog';
import { Settings } from '../../core/platform';
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

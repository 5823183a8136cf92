import { Global, Module } from '@nestjs/common';
import { FilesModule } from '../../platform/files/files.module';
import { defineJob } from '../../platform/jobs/define-job';
import { DefinitionsModule } from '../definitions/definitions.module';
import { EntitlementRequirements } from '../definitions/entitlement-requirements';
import { ProductsModule } from '../products/products.module';
import { EntitlementRequirementsService } from './entitlement-requirements.service';
import { OfferedVersionsService } from './offered-versions.service';
import { UpdatesService } from './updates.service';
import { VersionDownloadsService } from './version-downloads.service';
import { VersionFilesController } from './version-files.controller';
import { VersionFilesService } from './version-files.service';
import { VersionReferencesService } from './version-references.service';
import { VersionRolloutsService } from './version-rollouts.service';
import { VersionsController } from './versions.controller';
import { VersionsService } from './versions.service';

/** Versions of products and their files. Global, so that a required entitlement is kept, although declarations do not depend on versions. */
@Global()
@Module({
  imports: [DefinitionsModule, FilesModule, ProductsModule],
  controllers: [VersionsController, VersionFilesController],
  providers: [
    { provide: EntitlementRequirements, useClass: EntitlementRequirementsService },
    OfferedVersionsService,
    UpdatesService,
    VersionDownloadsService,
    VersionFilesService,
    VersionReferencesService,
    VersionRolloutsService,
    VersionsService,
    defineJob({
      name: 'version-downloads-sweep',
      cron: '23 0 * * *',
      service: VersionDownloadsService,
      run: (downloads) => downloads.sweep(),
    }),
  ],
  exports: [
    EntitlementRequirements,
    OfferedVersionsService,
    UpdatesService,
    VersionDownloadsService,
    VersionFilesService,
    VersionRolloutsService,
    VersionsService,
    FilesModule,
  ],
})
export class VersionsModule {}

import { Global, Module } from '@nestjs/common';
import { ResourceSearchSource } from './resource-search-source';
import { LicenseAdministrationModule } from '../../core/licensing';
import { LicenseResources } from '../../core/licensing/internal';
import { AllocateResourcesService } from './allocate-resources.service';
import { ImportResourcesService } from './import-resources.service';
import { ReleaseResourcesService } from './release-resources.service';
import { ResourceAllocationsController } from './resource-allocations.controller';
import { ResourceImportController } from './resource-import.controller';
import { ResourceStatsService } from './resource-stats.service';
import { ResourcesController } from './resources.controller';
import { ResourcesService } from './resources.service';

/** Global, so that a deleted license releases its resources, although licenses do not depend on resources. */
@Global()
@Module({
  imports: [LicenseAdministrationModule],
  controllers: [ResourcesController, ResourceAllocationsController, ResourceImportController],
  providers: [
    ResourceSearchSource,
    AllocateResourcesService,
    ImportResourcesService,
    ReleaseResourcesService,
    ResourceStatsService,
    ResourcesService,
    { provide: LicenseResources, useExisting: ReleaseResourcesService },
  ],
  exports: [
    ResourceSearchSource,
    AllocateResourcesService,
    ImportResourcesService,
    LicenseResources,
    ReleaseResourcesService,
    ResourceStatsService,
    ResourcesService,
  ],
})
export class ResourcesModule {}

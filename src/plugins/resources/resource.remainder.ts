import { Global, Module } from '@nestjs/common';
import { remainderOfPlugin } from '../../core/common';
import { LicenseResources } from '../../core/licensing/internal';
import { ReleaseOnlyService } from './release-only.service';

@Global()
@Module({
  providers: [{ provide: LicenseResources, useClass: ReleaseOnlyService }],
  exports: [LicenseResources],
})
class ResourcesOffModule {}

export const RESOURCES_REMAINDER = remainderOfPlugin({ modules: [ResourcesOffModule] });

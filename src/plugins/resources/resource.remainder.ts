import { Global, Module } from '@nestjs/common';
import { remainderOfPlugin } from '../../core/common/plugins/define-plugin';
import { LicenseResources } from '../../core/licensing/licenses/license-resources';
import { ReleaseOnlyService } from './release-only.service';

@Global()
@Module({
  providers: [{ provide: LicenseResources, useClass: ReleaseOnlyService }],
  exports: [LicenseResources],
})
class ResourcesOffModule {}

export const RESOURCES_REMAINDER = remainderOfPlugin({ modules: [ResourcesOffModule] });

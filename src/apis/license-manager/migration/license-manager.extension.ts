import { Module } from '@nestjs/common';
import { extendPlugin } from '../../../core/common';
import { ShadowingModule } from '../../../plugins/migration/shadowing/shadowing.module';
import { LicenseDataModule } from '../app/license-data/license-data.module';
import { LicenseManagerShadowing } from './license-manager.shadowing';

@Module({ imports: [LicenseDataModule, ShadowingModule], providers: [LicenseManagerShadowing] })
class LicenseManagerShadowingModule {}

export const LICENSE_MANAGER_SHADOWING = extendPlugin({ of: 'migration', modules: [LicenseManagerShadowingModule] });

import { definePlugin } from '../../core/common';
import { LICENSE_MANAGER } from './license-manager.dialect';
import { LicenseManagerModule } from './license-manager.module';
import { LicenseDataModule } from './app/license-data/license-data.module';

export const LICENSE_MANAGER_PLUGIN = definePlugin({
  name: 'license-manager',
  modules: [LicenseDataModule],
  api: { dialect: LICENSE_MANAGER, module: LicenseManagerModule },
});

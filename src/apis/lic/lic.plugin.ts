import { definePlugin } from '../../core/common';
import { LIC } from './lic.dialect';
import { LicModule } from './lic.module';

export const LIC_PLUGIN = definePlugin({
  name: 'lic',
  api: { dialect: LIC, module: LicModule },
});

import { definePlugin } from '../../core/common/plugins/define-plugin';
import { LIC } from './lic.dialect';
import { LicModule } from './lic.module';

export const LIC_PLUGIN = definePlugin({
  name: 'lic',
  api: { dialect: LIC, module: LicModule },
});

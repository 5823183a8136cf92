import { definePlugin } from '../../core/common';
import { EDD } from './edd.dialect';
import { EddModule } from './edd.module';

export const EDD_PLUGIN = definePlugin({
  name: 'edd',
  api: { dialect: EDD, module: EddModule },
});

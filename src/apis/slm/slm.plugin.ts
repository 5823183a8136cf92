import { definePlugin } from '../../core/common';
import { SLM } from './slm.dialect';
import { SlmModule } from './slm.module';

export const SLM_PLUGIN = definePlugin({
  name: 'slm',
  api: { dialect: SLM, module: SlmModule },
});

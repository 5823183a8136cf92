import { definePlugin } from '../../core/common';
import { LEMON_SQUEEZY } from './lemon-squeezy.dialect';
import { LemonSqueezyModule } from './lemon-squeezy.module';

export const LEMON_SQUEEZY_PLUGIN = definePlugin({
  name: 'lemon-squeezy',
  api: { dialect: LEMON_SQUEEZY, module: LemonSqueezyModule },
});

import { definePlugin } from '../../core/common';
import { GUMROAD } from './gumroad.dialect';
import { GumroadModule } from './gumroad.module';

export const GUMROAD_PLUGIN = definePlugin({
  name: 'gumroad',
  api: { dialect: GUMROAD, module: GumroadModule },
});

import { definePlugin } from '../../core/common';
import { HealthModule } from '../../core/platform';
import { V2 } from './v2.dialect';
import { V2Module } from './v2.module';

export const V2_PLUGIN = definePlugin({
  name: 'v2',
  api: { dialect: V2, module: V2Module, shared: [HealthModule] },
});

import { definePlugin } from '../../core/common/plugins/define-plugin';
import { HealthModule } from '../../core/platform/monitoring/health.module';
import { V2 } from './v2.dialect';
import { V2Module } from './v2.module';

export const V2_PLUGIN = definePlugin({
  name: 'v2',
  api: { dialect: V2, module: V2Module, shared: [HealthModule] },
});

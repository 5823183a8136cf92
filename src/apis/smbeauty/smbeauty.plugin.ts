import { definePlugin } from '../../core/common';
import { HealthModule } from '../../core/platform';
import { SMBEAUTY } from './smbeauty.dialect';
import { SmBeautyModule } from './smbeauty.module';

export const SMBEAUTY_PLUGIN = definePlugin({
  name: 'smbeauty',
  api: { dialect: SMBEAUTY, module: SmBeautyModule, shared: [HealthModule] },
});

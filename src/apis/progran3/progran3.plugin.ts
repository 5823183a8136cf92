import { definePlugin } from '../../core/common';
import { PROGRAN3 } from './progran3.dialect';
import { Progran3Module } from './progran3.module';

export const PROGRAN3_PLUGIN = definePlugin({
  name: 'progran3',
  api: { dialect: PROGRAN3, module: Progran3Module },
});

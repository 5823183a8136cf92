import type { SettingDefinition } from '../../../plugin';
import type { ApiSettings } from '../../../core/platform/internal';
import { shadowSettings } from './shadow-settings';

export const SHADOW_SETTINGS: ApiSettings = (dialect) =>
  Object.values<SettingDefinition>({ ...shadowSettings(dialect) });

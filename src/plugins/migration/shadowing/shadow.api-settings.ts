import type { SettingDefinition } from '../../../core/common/settings/setting-definition';
import type { ApiSettings } from '../../../core/platform/settings/known-settings';
import { shadowSettings } from './shadow-settings';

export const SHADOW_SETTINGS: ApiSettings = (dialect) =>
  Object.values<SettingDefinition>({ ...shadowSettings(dialect) });

import type { SettingWithValue } from '../../platform/settings/settings.service';

/** Groups in the order of the page. */
export const SETTING_GROUPS = [
  'licenses',
  'blacklist',
  'limits',
  'anomalies',
  'alerts',
  'retention',
  'license-manager',
] as const;

export type SettingGroup = (typeof SETTING_GROUPS)[number];

/** The group of a setting, by the beginning of its name. */
export function groupOf(name: string): SettingGroup | undefined {
  const beginning = name.startsWith('lm_') ? 'license-manager' : name.split('.', 1)[0];
  return SETTING_GROUPS.find((group) => group === (beginning === 'throttle' ? 'blacklist' : beginning));
}

export function settingsIn(group: SettingGroup, settings: readonly SettingWithValue[]): SettingWithValue[] {
  return settings.filter(({ setting }) => groupOf(setting.name) === group);
}

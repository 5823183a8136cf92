import { type SettingText } from '../../../core/common';
import { isFromOutside, runningPlugins } from '../../../core/common/internal';
import { presentedDialects, textFor, texts } from '../../../core/i18n';
import type { SettingWithValue } from '../../../core/platform/internal';
import { withQuery } from '../../../pages/components/filters';

/** Groups of settings of all APIs. */
const COMMON_GROUPS = [
  'licenses',
  'blacklist',
  'limits',
  'shadow',
  'anomalies',
  'alerts',
  'backups',
  'migrations',
  'imports',
  'mail',
  'portal',
  'retention',
  'audit',
  'sign_in',
  'signing',
] as const;

/** Beginnings of names that belong to a group of another name. */
const SHARED_GROUPS: Readonly<Record<string, string>> = {
  throttle: 'blacklist',
  oidc: 'sign_in',
  api_keys: 'alerts',
};

/** Plug-ins from outside have a group of their name each. */
const pluginGroups = (): string[] => runningPlugins().flatMap(({ name }) => (isFromOutside(name) ? [name] : []));

/** The groups of the page in their order, with their texts: those of all APIs, of single ones, and of plug-ins from outside. */
export function settingGroups(): ReadonlyMap<string, SettingText> {
  const t = texts('settings').groups;
  return new Map([
    ...COMMON_GROUPS.map((group) => [group, t[group]] as const),
    ...presentedDialects().flatMap(({ name, settingGroup }) => (settingGroup ? [[name, settingGroup] as const] : [])),
    ...pluginGroups().map((group): [string, SettingText] => [group, textFor<Groups>(t, group) ?? [group, '']]),
  ]);
}

type Groups = Readonly<Record<string, SettingText>>;

/** The group of a setting: its dialect, or the beginning of its name. */
export function groupOf(name: string): string | undefined {
  const owner = presentedDialects().find(({ settingGroup, settings }) => settingGroup && settings?.[name]);
  const [beginning] = name.split('.', 1);
  const group = SHARED_GROUPS[beginning ?? ''] ?? beginning;
  return owner?.name ?? [...COMMON_GROUPS, ...pluginGroups()].find((one) => one === group);
}

export function settingsIn(group: string, settings: readonly SettingWithValue[]): SettingWithValue[] {
  return settings.filter(({ setting }) => groupOf(setting.name) === group);
}

export const SETTINGS_PATH = '/console/settings';
export const undoPath = (entries: readonly number[]): string =>
  withQuery(`${SETTINGS_PATH}/undo`, { entries: entries.join(',') });

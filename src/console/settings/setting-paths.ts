import type { SettingGroup } from './setting-groups';

export const SETTINGS_PATH = '/console/settings';
export const groupPath = (group: SettingGroup): string => `/console/settings/${group}`;
export const resetPath = (group: SettingGroup): string => `/console/settings/${group}/reset`;
export const changePath = (auditEntry: number): string => `/console/audit/entries/${auditEntry}`;

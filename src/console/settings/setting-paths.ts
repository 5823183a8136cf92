export const SETTINGS_PATH = '/console/settings';
export const groupPath = (group: string): string => `/console/settings/${group}`;
export const resetPath = (group: string): string => `/console/settings/${group}/reset`;
export const changePath = (auditEntry: number): string => `/console/audit/entries/${auditEntry}`;

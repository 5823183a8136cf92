import { runningPlugins } from '../../core/common';
import { isFromOutside } from '../../core/common/internal';
import { withQuery } from '../components/filters';

export const SETTINGS_PATH = '/console/settings';
export const SETTING_SEARCH_PATH = `${SETTINGS_PATH}/search`;

/** The pages of settings, in the order of their tabs. */
export const SETTING_PAGES = ['general', 'email', 'portal', 'sign-in', 'retention', 'blocklists', 'system'] as const;
/** A page of settings. */
export type SettingPage = (typeof SETTING_PAGES)[number];

/** Beginnings of names by the page that has the settings. All others can be set by the API, and are found by the search. */
const PLACES: readonly (readonly [beginning: RegExp, page: SettingPage])[] = [
  [/^(licenses|audit|signing)[.]|^(limits|anomalies)$/, 'general'],
  [/^mail[.]/, 'email'],
  [/^portal[.]/, 'portal'],
  [/^(oidc|sign_in)[.]/, 'sign-in'],
  [/^retention[.]/, 'retention'],
  [/^blacklist[.]/, 'blocklists'],
  [/^(backups|maintenance|security_txt)[.]|^alerts$/, 'system'],
];

export const settingsPath = (page: SettingPage): string => `${SETTINGS_PATH}/${page}`;

/** The page that shows a setting; undefined for one that only the API changes. */
export function pageOf(name: string): SettingPage | undefined {
  const place = PLACES.find(([beginning]) => beginning.test(name));
  return place?.[1] ?? (outsidePlugins().some((plugin) => isSettingOf(plugin, name)) ? 'general' : undefined);
}

/** The names of the plug-ins from outside that run: the general page has their settings. */
export const outsidePlugins = (): string[] => runningPlugins().flatMap(({ name }) => (isFromOutside(name) ? name : []));

export const isSettingOf = (plugin: string, name: string): boolean => name.startsWith(`${plugin}.`);

/** Leads to a setting on its page, or to the search, which has the command that changes it. */
export function settingPath(name: string): string {
  const page = pageOf(name);
  return page === undefined ? withQuery(SETTING_SEARCH_PATH, { q: name }) : `${settingsPath(page)}#setting-${name}`;
}

export const undoPath = (page: SettingPage, entries: readonly number[]): string =>
  withQuery(`${settingsPath(page)}/undo`, { entries: entries.join(',') });

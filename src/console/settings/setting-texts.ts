import type { SettingDefinition } from '../../common/settings/setting-definition';
import { textFor, texts } from '../../i18n/texts';

/** Title of a setting, and a sentence that says what it affects. */
export type SettingText = readonly [title: string, effect: string];

const LIMIT = /^limits\.([^.]+)\.([^.]+)$/;

/** The text of a setting; undefined if it has none, which a test prevents. */
export function settingText(name: string): SettingText | undefined {
  const { settings, limits } = texts('settingNames');
  const [, , limit = ''] = LIMIT.exec(name) ?? [];
  return textFor(settings, name) ?? textFor(limits, limit);
}

/** The API of a rate limit; undefined for all other settings. */
export function apiOf({ name, api: label }: Pick<SettingDefinition, 'name' | 'api'>): string | undefined {
  const [, api] = LIMIT.exec(name) ?? [];
  return api === undefined ? undefined : (label ?? textFor(texts('settingNames').apis, api) ?? api);
}

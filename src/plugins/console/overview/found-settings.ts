import type { SettingDefinition } from '../../../core/common';
import { textFor, texts } from '../../../core/i18n';
import { isPermitted, type LoggedIn, Permission } from '../../../core/identity';
import { apiOf, settingText } from '../../../pages/kit/setting-texts';
import { pageOf, settingPath } from '../../../pages/settings/setting-places';
import type { FoundPage } from './found-pages';

/** The settings that a user may see, each with its place on the pages of the settings. */
export function settingsFor(caller: LoggedIn, settings: readonly SettingDefinition[]): FoundPage[] {
  if (!isPermitted(caller, Permission.SettingsRead)) {
    return [];
  }
  return settings.flatMap((setting) => {
    const [title, note] = settingText(setting.name) ?? [];
    const api = apiOf(setting);
    const page = pageOf(setting.name);
    const of = page === undefined ? (api ?? texts('settings').title) : texts('settings').pages[page][0];
    const [group = ''] = setting.name.split('.');
    return title === undefined
      ? []
      : {
          kind: 'setting' as const,
          title,
          note: of,
          path: settingPath(setting.name),
          icon: 'settings' as const,
          words: `${setting.name} ${of}`,
          further: `${note ?? ''} ${textFor(texts('searchWords').settings, group) ?? ''}`,
        };
  });
}

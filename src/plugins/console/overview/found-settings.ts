import type { SettingDefinition } from '../../../core/common';
import { textFor, texts } from '../../../core/i18n';
import { isPermitted, type LoggedIn, Permission } from '../../../core/identity';
import { withQuery } from '../../../pages/components/filters';
import { apiOf, settingText } from '../../../pages/kit/setting-texts';
import { groupOf, settingGroups, SETTINGS_PATH } from '../settings/setting-groups';
import type { FoundPage } from './found-pages';

/** The settings that a user may see, each with its place on the pages of the settings. */
export function settingsFor(caller: LoggedIn, settings: readonly SettingDefinition[]): FoundPage[] {
  if (!isPermitted(caller, Permission.SettingsRead)) {
    return [];
  }
  const groups = settingGroups();
  return settings.flatMap((setting) => {
    const [title, note] = settingText(setting.name) ?? [];
    const group = groupOf(setting.name) ?? '';
    const [ofGroup = group] = groups.get(group) ?? [];
    return title === undefined
      ? []
      : {
          kind: 'setting' as const,
          title,
          note: [ofGroup, apiOf(setting)].filter((part) => part !== undefined).join(' · '),
          path: withQuery(SETTINGS_PATH, { q: setting.name }),
          icon: 'settings' as const,
          words: `${setting.name} ${ofGroup}`,
          further: `${note ?? ''} ${textFor(texts('searchWords').settings, group) ?? ''}`,
        };
  });
}

import { declarationsOf } from '../common/declarations/declarations';
import { pluginApis } from '../common/plugins/plugins';
import { CommonSettings } from '../platform/settings/known-settings';

/** Names of all settings of kind `secret`: those that files `*.settings.ts` declare, and those of the dialects. */
export function secretSettings(): string[] {
  const groups = declarationsOf<unknown>('settings').filter((each) => each instanceof CommonSettings);
  const settings = [
    ...groups.flatMap(({ all }) => all),
    ...pluginApis().flatMap(({ dialect }) => dialect.settings ?? []),
  ];
  return settings.filter(({ kind }) => kind === 'secret').map(({ name }) => name);
}

import { declarationsOf } from '../common/declarations/declarations';
import { CommonSettings } from '../platform/settings/known-settings';
import { DIALECTS } from './all-dialects';

/** Names of all settings of kind `secret`: those that files `*.settings.ts` declare, and those of the dialects. */
export function secretSettings(): string[] {
  const groups = declarationsOf<unknown>('settings').filter((each) => each instanceof CommonSettings);
  const settings = [...groups.flatMap(({ all }) => all), ...DIALECTS.all.flatMap(({ settings: own = [] }) => own)];
  return settings.filter(({ kind }) => kind === 'secret').map(({ name }) => name);
}

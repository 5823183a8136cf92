import { declarationsOf } from '../../common/declarations/declarations';
import type { Settings } from './settings';

/** Changes the settings before the start, or throws InvalidSettings: what a file `*.start-settings.ts` of a plug-in exports. */
export type AdjustSettings = (settings: Readonly<Settings>) => Readonly<Settings>;

/** The settings as plug-ins change them. */
export function adjusted(settings: Readonly<Settings>): Readonly<Settings> {
  return declarationsOf<AdjustSettings>('start-settings').reduce((former, adjust) => adjust(former), settings);
}

import { wholeNumber } from '../../common/settings/setting-definition';
import { CommonSettings } from '../settings/known-settings';

export const MIGRATION_PACE = wholeNumber({
  name: 'migrations.pace_percent',
  description:
    'Share of the time in percent in which background migrations work; they pause for the rest, and while a standby is more ' +
    'than 64 MiB behind. 0 stops them after the current batch or index.',
  default: 50,
  min: 0,
  max: 100,
});

export const MIGRATION_SETTINGS = new CommonSettings([MIGRATION_PACE]);

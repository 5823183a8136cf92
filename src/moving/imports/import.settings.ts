import { wholeNumber } from '../../common/settings/setting-definition';
import { CommonSettings } from '../../platform/settings/known-settings';

export const MAX_IMPORT_MEGABYTES = wholeNumber({
  name: 'imports.max_megabytes',
  description: 'Largest file, in megabytes, that an import from another license server accepts.',
  default: 2_048,
  min: 1,
  max: 65_536,
});

export const IMPORT_SETTINGS = new CommonSettings([MAX_IMPORT_MEGABYTES]);

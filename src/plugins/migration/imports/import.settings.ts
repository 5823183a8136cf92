import { CommonSettings, wholeNumber } from '../../../plugin';
import type { SettingValuesService } from '../../../core/platform';

const MEGABYTE = 1_000_000;

export const MAX_IMPORT_MEGABYTES = wholeNumber({
  name: 'imports.max_megabytes',
  description:
    'Largest file, in megabytes, that an import from another license server accepts, and most that it reads from an API.',
  default: 2_048,
  min: 1,
  max: 65_536,
});

export function maxImportBytes(settings: SettingValuesService): number {
  return settings.get(MAX_IMPORT_MEGABYTES) * MEGABYTE;
}

export const IMPORT_SETTINGS = new CommonSettings([MAX_IMPORT_MEGABYTES]);

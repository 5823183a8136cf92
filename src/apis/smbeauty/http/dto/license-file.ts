import type { AppBundle } from '../../../../core/catalog';
import { LICENSE_FILE } from '../../smbeauty.dialect';

/** The name of an app's license file; empty before the first upload. */
export function licenseFileOf({ licenseFileId }: AppBundle): string {
  return licenseFileId === null ? '' : LICENSE_FILE;
}

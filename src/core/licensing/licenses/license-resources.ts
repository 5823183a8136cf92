import type { License } from '../../licenses/licenses/license.entity';

/** The resources allocated to licenses; implemented by the plug-in that owns resources, which depends on licenses. */
export abstract class LicenseResources {
  /** Releases all resources of licenses that are about to be deleted. The caller holds the row locks of the licenses. */
  abstract releaseAllOf(licenses: readonly License[], at: Date): Promise<void>;

  /** Allocates those again that were released from a deleted license at this time and that no license has since. */
  abstract returnAllTo(license: License, releasedAt: Date): Promise<void>;
}

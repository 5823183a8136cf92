import type { LicenseCustomer } from '../license/signed-proof';
import type { ProgramLicenseState } from '../license/state';
import type { TrialIdentity } from '../license/trial';
import type { Update, UpdateOutOfReach } from '../license/updates';

/** The part of a license's state that the window shows. */
export interface DialogState {
  readonly kind: ProgramLicenseState['kind'];
  readonly usable: boolean;
  readonly reason?: string;
  readonly source?: 'server' | 'file';
  readonly until?: Date;
  readonly expiresAt: Date | null;
  readonly customer: LicenseCustomer | null;
  readonly upgradeUrl: string | null;
  readonly manageUrl: string | null;
}

/** The license as the window uses it. What `openLicense` resolves to is one, and so is what `licenseOver` makes of a bridge. */
export interface DialogLicense {
  readonly state: DialogState;
  readonly licenseKey?: string | undefined;
  on(name: 'change', listener: (state: DialogState) => void): () => void;
  activate(licenseKey?: string): Promise<unknown>;
  check(): Promise<unknown>;
  release(): Promise<unknown>;
  startTrial(identity?: TrialIdentity): Promise<{ readonly status: 'granted' | 'pending_verification' }>;
  offlineRequest(licenseKey?: string): Promise<string>;
  useFile(text: string, licenseKey?: string): Promise<unknown>;
  releaseOffline(): Promise<string>;
  checkForUpdate(): Promise<Update | UpdateOutOfReach | null>;
}

/** A device that has a seat of the license. */
export interface DialogDevice {
  readonly id: string;
  readonly name: string;
  readonly lastSeenAt?: Date | string | null;
}

/**
 * Lists and releases the devices of a license, for a vendor whose own back end offers it: the server lets no program do so with a
 * license key alone.
 */
export interface DialogDevices {
  list(licenseKey: string): Promise<readonly DialogDevice[]>;
  release(device: DialogDevice, licenseKey: string): Promise<unknown>;
}

export { type Device, type DeviceContext, type LicenseWarning, systemDevice } from './device';
export type { Platform } from './platform';
export type { LicenseCustomer, LicenseEntitlement } from './signed-proof';
export type { UpdateTarget } from './calls';
export { checkTypedKey, type TypedKey } from './typed-key';
export type { DownloadProgress } from './download';
export { fileStore } from './file-store';
export type { ProgramCode } from './program-code';
export type { ProgramLicense } from './program-license';
export type { StartedTrial, TrialIdentity } from './trial';
export type { CommittedUsage, CreditBalance, MeterBalance, ReservedUsage } from './usage';
export type { FloatingFeature } from './session-features';
export type { SeatPlace, SeatWait } from './seat-wait';
export type { FloatingSession } from './floating-session';
export type { LicenseEvents } from './license-dependencies';
export { type LicenseOptions, openLicense } from './open-license';
export { MismatchError, type MismatchReason } from './problems';
export type {
  EntitlementTypes,
  LicenseFacts,
  LicenseInGrace,
  LicenseMustConnect,
  ProgramLicenseState,
  RefusalReason,
  RefusedLicense,
  ValidLicense,
} from './state';
export { type LicenseStore, localStorageStore, memoryStore } from './store';
export type { SessionLock } from './session-lock';
export type { SetTimer } from './timers';
export type { DownloadOptions, Update, UpdateFile, UpdateOutOfReach } from './updates';

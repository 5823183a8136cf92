export { type Device, type DeviceContext, type Platform, systemDevice } from './device';
export type { LicenseEntitlement } from './signed-proof';
export { fileStore } from './file-store';
export type { ProgramLicense } from './program-license';
export type { FloatingSession } from './floating-session';
export type { LicenseEvents } from './monitor';
export { type LicenseOptions, openLicense } from './open-license';
export { MismatchError, type MismatchReason } from './problems';
export type {
  LicenseFacts,
  LicenseInGrace,
  LicenseMustConnect,
  ProgramLicenseState,
  RefusalReason,
  RefusedLicense,
  ValidLicense,
} from './state';
export { type LicenseStore, localStorageStore, memoryStore } from './store';
export type { SetTimer } from './timers';
export type { Update, UpdateFile } from './updates';

export { type Device, type DeviceContext, type Platform, systemDevice } from './device';
export type { Entitlement } from './evidence';
export { fileStore } from './file-store';
export type { License } from './license';
export type { LicenseSession } from './license-session';
export type { LicenseEvents } from './monitor';
export { type LicenseOptions, openLicense } from './open-license';
export { MismatchError, type MismatchReason } from './problems';
export type {
  LicenseFacts,
  LicenseInGrace,
  LicenseMustConnect,
  LicenseState,
  RefusalReason,
  RefusedLicense,
  ValidLicense,
} from './state';
export { type LicenseStore, localStorageStore, memoryStore } from './store';
export type { SetTimer } from './timers';
export type { Update, UpdateFile } from './updates';

export { offlineRequest, releaseCode } from './air-gap';
export { hex, randomNonce, sha256 } from './digest';
export type { Jwk, JwkSet } from './jwk';
export { type LicenseFileSecrets, readLicenseFile } from './license-file';
export { type KeyState, TrustedKeys } from './trusted-keys';
export { UntrustedError, type UntrustedReason } from './untrusted-error';

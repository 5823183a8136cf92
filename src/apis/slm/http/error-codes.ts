/** The numbers of the plugin: slm-error-codes.php of https://github.com/Arsenal21/software-license-manager. */
export const ERROR_CODES = {
  createFailed: 10,
  licenseBlocked: 20,
  licenseExpired: 30,
  licenseInUse: 40,
  reachedMaxDomains: 50,
  licenseInvalid: 60,
  domainMissing: 70,
  domainAlreadyInactive: 80,
  verifyKeyInvalid: 90,
  createKeyInvalid: 100,
  licenseInUseAndMaxReached: 110,
} as const;

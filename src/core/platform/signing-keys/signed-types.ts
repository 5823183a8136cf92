/**
 * The `typ` header of what an installation signs. Each kind of thing has its own, so that one is never taken for another
 * (RFC 8725, section 3.11).
 */
export const SIGNED_VERDICT = 'keyward-verdict+jws';
/** An answer without a verdict, or a refusal. */
export const SIGNED_ANSWER = 'keyward-answer+jws';
export const SIGNED_LICENSE_FILE = 'keyward-license+jws';
export const SIGNED_UPDATE = 'keyward-update+jws';
/** A license key of the format `signed`. */
export const SIGNED_LICENSE_KEY = 'keyward-key+jws';
/** A new signing key, signed by the one before it. */
export const ENDORSEMENT = 'keyward-endorsement+jws';
/** Type of the signed list of valid signing keys. */
export const SIGNED_KEY_LIST = 'keyward-keys+jws';
/** The certificate of a relay: its key, and the part of a license that it serves. */
export const SIGNED_RELAY = 'keyward-relay+jws';
/** The part of a relay file that the relay alone reads. */
export const SIGNED_RELAY_LICENSE = 'keyward-relay-license+jws';
/** The certificate of a program that counts its own use. No answer is certified by it. */
export const SIGNED_PROGRAM = 'keyward-program+jws';
/** A report of use, signed by a relay or a program. */
export const SIGNED_REPORT = 'keyward-report+jws';

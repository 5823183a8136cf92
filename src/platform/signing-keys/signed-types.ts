/**
 * The `typ` header of what an installation signs. Each kind of thing has its own, so that one is never taken for another
 * (RFC 8725, section 3.11).
 */
export const SIGNED_VERDICT = 'keyward-verdict+jws';
export const SIGNED_LICENSE_FILE = 'keyward-license+jws';
export const SIGNED_UPDATE = 'keyward-update+jws';
/** A new signing key, signed by the one before it. Signed license keys have the same `typ`, and none of its claims. */
export const SIGNED_KEY = 'keyward-key+jws';
/** Which signing keys are good. */
export const SIGNED_KEY_LIST = 'keyward-keys+jws';

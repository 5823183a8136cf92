import { createHash } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { Randomness } from '../../common/randomness';

/** RFC 4226 recommends this length. */
const SECRET_BYTES = 20;
/** Parameters that every authenticator app supports. */
const TOTP_RULES = { algorithm: 'SHA1', digits: 6, period: 30 };
/** Steps by which the clock of a phone may differ. */
const DRIFT = 1;

/** Characters of a user name: no QR code holds 255 characters of any script. */
const MAX_LABEL = 64;

const RECOVERY_CODES = 10;
/** Without letters that look like digits: 24 of these 32 characters have 120 bits. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const RECOVERY_CODE_LENGTH = 24;

/** In base32. */
export function newTotpSecret(randomness: Randomness): string {
  return new Secret({ buffer: new Uint8Array(randomness.bytes(SECRET_BYTES)).buffer }).base32;
}

/** Whether a text has the form of a secret that `newTotpSecret` makes. */
export function isTotpSecret(text: string): boolean {
  return /^[A-Z2-7]{32}$/.test(text);
}

/** The address that an authenticator app reads from a QR code. */
export function totpUri(secret: string, issuer: string, username: string): string {
  const label = Array.from(username).slice(0, MAX_LABEL).join('');
  return totp(secret, { issuer, label }).toString();
}

/** The step of time of a code; null if the code is not one of this step, the one before or the one after. */
export function totpStep(secret: string, code: string, now: Date): number | null {
  const timestamp = now.getTime();
  const delta = totp(secret).validate({ token: code, timestamp, window: DRIFT });
  return delta === null ? null : TOTP.counter({ period: TOTP_RULES.period, timestamp }) + delta;
}

function totp(secret: string, names: { issuer?: string; label?: string } = {}): TOTP {
  return new TOTP({ ...TOTP_RULES, ...names, secret: Secret.fromBase32(secret) });
}

/** Ten codes of six groups of four characters. */
export function newRecoveryCodes(randomness: Randomness): string[] {
  return Array.from({ length: RECOVERY_CODES }, () =>
    randomness.text(RECOVERY_CODE_LENGTH, ALPHABET).replace(/.{4}(?=.)/g, '$&-'),
  );
}

/** A code without spaces and hyphens, in lower case. */
export function normalizeCode(code: string): string {
  return code.replace(/[\s-]/g, '').toLowerCase();
}

/** The codes are too long to guess, so that a fast hash suffices. */
export function hashRecoveryCode(code: string): string {
  return createHash('sha256').update(normalizeCode(code)).digest('base64url');
}

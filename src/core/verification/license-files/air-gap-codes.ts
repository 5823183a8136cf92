import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** Length of a request at most, so that people can type it and a QR code stays small. */
export const MAX_REQUEST = 200;
/**
 * Longest code by which a device confirms that it has been deactivated, in characters. A device that got its file over the
 * network may have a longer fingerprint than one that shows a request.
 */
export const MAX_RELEASE = 1_000;
const MAX_REQUESTED_FINGERPRINT = 86;
const MAX_FINGERPRINT = 512;

/** Characters of a shortened hash. */
const SHORT = 22;

/** Characters and lines of a pasted text that are read. */
const MAX_PASTED = 10_000;
const MAX_LINES = 50;

const REQUEST_FIELDS = ['k', 'f', 'n'] as const;
const RELEASE_FIELDS = ['k', 'f', 's'] as const;

const NONCE = /^[\w-]{16}$/;
const UNPRINTABLE = /[\p{Cc}\p{Cs}]/u;

/** Prefix of a code: `KWR1` of a request, `KWX1` of a release. */
export type CodeKind = 'KWR1' | 'KWX1';

/** Code that a program without network shows to get a license file. */
export interface AirGapRequest {
  /** Names the license key. */
  readonly k: string;
  /** Fingerprint of the device. */
  readonly f: string;
  /** Nonce, which the file repeats. */
  readonly n: string;
}

/** Code that a program without network shows after it has deleted its license file. */
export interface ReleaseCode {
  readonly k: string;
  readonly f: string;
  /** Proves that the program had the file. */
  readonly s: string;
}

/**
 * The code in a text, without what mail programs and clipboards have put around it and into it: other text, line breaks, quotation
 * marks, invisible characters. The text itself if it contains no such code.
 */
export function pastedCode(kind: CodeKind, text: string): string {
  const [, ...starts] = text
    .slice(0, MAX_PASTED)
    .normalize('NFKC')
    .replace(/[\p{Cf}\0]/gu, '')
    .split(`${kind}.`);
  const names = kind === 'KWR1' ? REQUEST_FIELDS : RELEASE_FIELDS;
  for (const start of starts) {
    const words = start.split(/[^\w-]+/).filter(Boolean);
    let code = `${kind}.`;
    for (const word of words.slice(0, MAX_LINES)) {
      code += word;
      if (Object.keys(fieldsOf(`${kind}.`, code, names)).length > 0) {
        return code;
      }
    }
  }
  return text;
}

/** Null if the text is no request. */
export function readRequest(text: string): AirGapRequest | null {
  const { k, f, n } = fieldsOf('KWR1.', pastedCode('KWR1', text), REQUEST_FIELDS);
  const isValid = isFingerprint(f, MAX_REQUESTED_FINGERPRINT) && typeof n === 'string' && NONCE.test(n);
  return isValid && typeof k === 'string' ? { k, f, n } : null;
}

/** Null if the text is no release code. */
export function readReleaseCode(text: string): ReleaseCode | null {
  const { k, f, s } = fieldsOf('KWX1.', pastedCode('KWX1', text), RELEASE_FIELDS);
  const isValid = isFingerprint(f, MAX_FINGERPRINT) && typeof s === 'string';
  return isValid && typeof k === 'string' ? { k, f, s } : null;
}

/** Whether the code is of a program with this license key. */
export function isOfKey({ k }: { readonly k: string }, licenseKey: string): boolean {
  return k === createHash('sha256').update(licenseKey).digest('base64url').slice(0, SHORT);
}

/** Whether a program with this license key and this license file made the code. */
export function isReleaseOf({ f, s }: ReleaseCode, licenseKey: string, jti: string): boolean {
  const proof = createHmac('sha256', licenseKey).update(`keyward release ${f} ${jti}`).digest('base64url');
  return isSameText(s, proof.slice(0, SHORT));
}

/** The fields of the JSON object in a code; none if it has others. */
function fieldsOf<Name extends string>(
  prefix: string,
  text: string,
  names: readonly Name[],
): Partial<Record<Name, unknown>> {
  const encoded = text.slice(prefix.length);
  const bytes = Buffer.from(encoded, 'base64url');
  // Decoding ignores what base64url does not have.
  const value = text.startsWith(prefix) && bytes.toString('base64url') === encoded ? parsed(bytes) : null;
  const isOfNames =
    typeof value === 'object' && value !== null && Object.keys(value).sort().join() === [...names].sort().join();
  return isOfNames ? value : {};
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}

function isFingerprint(value: unknown, max: number): value is string {
  return typeof value === 'string' && value.length >= 1 && value.length <= max && !UNPRINTABLE.test(value);
}

function isSameText(one: string, other: string): boolean {
  const [first, second] = [Buffer.from(one), Buffer.from(other)];
  return first.length === second.length && timingSafeEqual(first, second);
}

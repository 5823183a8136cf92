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

/** The names in each kind of code; those with a question mark may be left out. */
const FIELDS = {
  KWR1: ['k', 'f', 'n'],
  KWX1: ['k', 'f', 's'],
  KWL1: ['k', 'n', 't', 'm?'],
  KWY1: ['r', 'j', 's'],
  KWU1: ['r', 'q', 'f', 't', 'p', 'x', 's', 'm?'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

const NONCE = /^[\w-]{16}$/;
const UNPRINTABLE = /[\p{Cc}\p{Cs}]/u;

/**
 * Prefix of a code: `KWR1` of a request, `KWX1` of a release; of a relay, `KWL1` of a request, `KWY1` of a release, and `KWU1` of
 * a report.
 */
export type CodeKind = keyof typeof FIELDS;

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
  for (const start of starts) {
    const words = start.split(/[^\w-]+/).filter(Boolean);
    let code = `${kind}.`;
    for (const word of words.slice(0, MAX_LINES)) {
      code += word;
      if (Object.keys(fieldsOf(kind, code)).length > 0) {
        return code;
      }
    }
  }
  return text;
}

/** Null if the text is no request. */
export function readRequest(text: string): AirGapRequest | null {
  const { k, f, n } = codeFields('KWR1', text);
  const isNonce = typeof n === 'string' && NONCE.test(n);
  return isFingerprint(f, MAX_REQUESTED_FINGERPRINT) && isNonce && typeof k === 'string' ? { k, f, n } : null;
}

/** Null if the text is no release code. */
export function readReleaseCode(text: string): ReleaseCode | null {
  const { k, f, s } = codeFields('KWX1', text);
  return isFingerprint(f, MAX_FINGERPRINT) && typeof s === 'string' && typeof k === 'string' ? { k, f, s } : null;
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

/** The fields of the code in a text; none if it contains no such code. */
export function codeFields(kind: CodeKind, text: string): Readonly<Record<string, unknown>> {
  return fieldsOf(kind, pastedCode(kind, text));
}

/** The fields of the JSON object in a code; none if it has others. */
function fieldsOf(kind: CodeKind, text: string): Readonly<Record<string, unknown>> {
  const prefix = `${kind}.`;
  const encoded = text.slice(prefix.length);
  const bytes = Buffer.from(encoded, 'base64url');
  // Decoding ignores what base64url does not have.
  const value = text.startsWith(prefix) && bytes.toString('base64url') === encoded ? parsed(bytes) : null;
  return typeof value === 'object' && value !== null && isOfKind(kind, Object.keys(value)) ? { ...value } : {};
}

function isOfKind(kind: CodeKind, names: readonly string[]): boolean {
  const fields: readonly string[] = FIELDS[kind];
  const required = fields.filter((field) => !field.endsWith('?'));
  const isKnown = (name: string): boolean => fields.includes(name) || fields.includes(`${name}?`);
  return names.every(isKnown) && required.every((field) => names.includes(field));
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

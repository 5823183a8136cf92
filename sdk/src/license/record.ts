import { hex, type KeyState, sha256 } from '../signed';
import { fieldsOf } from '../http/unknown';
import type { StoredSeat } from './borrowed-seat';

/** A request for a license file that a device without network shows. */
export interface OfflineRequest {
  readonly nonce: string;
  /** Local clock when it was made, in milliseconds since 1970. */
  readonly at: number;
}

/** What the store holds. Answer, file and proofs are signed; the time is sealed with them. */
export interface LicenseRecord {
  readonly licenseKey?: string | undefined;
  /** Compact JWS of the last answer. */
  readonly answer?: string | undefined;
  /** License file as it was received. */
  readonly file?: string | undefined;
  /** Latest time that was seen, in milliseconds since 1970. */
  readonly seen: number;
  readonly keys: KeyState;
  /** Id of a device that has none of its own. */
  readonly device?: string | undefined;
  /** A floating seat that needs no server until its end. It is signed, and not in the seal. */
  readonly borrowed?: StoredSeat | undefined;
  /** License files, and sessions of borrowed seats, that were given up. */
  readonly released: readonly string[];
  /** The last request for a license file. */
  readonly request?: OfflineRequest | undefined;
}

export interface DecodedRecord extends LicenseRecord {
  /** Whether somebody changed what is sealed. */
  readonly isEdited: boolean;
}

const VERSION = 1;

export const EMPTY_RECORD: LicenseRecord = { seen: 0, keys: { proofs: [] }, released: [] };

export async function encodeRecord(record: LicenseRecord): Promise<string> {
  return JSON.stringify({ version: VERSION, ...record, seal: await sealOf(record) });
}

/** Never throws: the text may be anything. */
export async function decodeRecord(text: string | undefined): Promise<DecodedRecord> {
  const fields = fieldsOf(parsed(text));
  const record: LicenseRecord = {
    licenseKey: textIn(fields.licenseKey),
    answer: textIn(fields.answer),
    file: textIn(fields.file),
    seen: typeof fields.seen === 'number' && Number.isFinite(fields.seen) ? fields.seen : 0,
    keys: { proofs: textsIn(fieldsOf(fields.keys).proofs) },
    device: textIn(fields.device),
    borrowed: seatIn(fieldsOf(fields.borrowed)),
    released: textsIn(fields.released),
    request: requestIn(fieldsOf(fields.request)),
  };
  const isEdited = text !== undefined && (fields.version !== VERSION || fields.seal !== (await sealOf(record)));
  return isEdited
    ? { ...record, answer: undefined, file: undefined, borrowed: undefined, seen: 0, request: undefined, isEdited }
    : { ...record, isEdited };
}

// No secret: it notices an edited time. What bounds the use is in the signed answer.
async function sealOf({ licenseKey, answer, file, seen, released, request }: LicenseRecord): Promise<string> {
  const sealed = ['keyward', licenseKey ?? null, answer ?? null, file ?? null, seen, released];
  return hex(await sha256(JSON.stringify(request ? [...sealed, request.nonce, request.at] : sealed)));
}

function seatIn({ answer, token }: Partial<Record<string, unknown>>): StoredSeat | undefined {
  return textIn(answer) && textIn(token) ? { answer: String(answer), token: String(token) } : undefined;
}

function requestIn({ nonce, at }: Partial<Record<string, unknown>>): OfflineRequest | undefined {
  return typeof nonce === 'string' && Number.isSafeInteger(at) ? { nonce, at: Number(at) } : undefined;
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

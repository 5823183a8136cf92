import { jsonFields } from './json-fields';
import { unserializePhp } from './php-serialized';

/** What a blob says of its owner. Those of other servers name no product and no device. */
export interface LicenseData {
  license: string;
  /** Name of the client; of License Manager's own blobs the customer's id. */
  client?: string;
  product?: string;
  device?: string;
}

export interface LicenseDataSubject {
  license: string;
  /** The product's reference. */
  product: string;
  /** The device's fingerprint. */
  device: string;
  client?: string | null;
}

/** What LicenseBox and License Manager call the field that names the client. */
type ClientField = 'client' | 'customer_id';

const MAX_NAME = 255;
const MAX_FINGERPRINT = 512;
/** NUL and half surrogate pairs, which no database would take. */
const UNSTORABLE = /[\0\p{Cs}]/u;

export function writeLicenseData(
  { license, product, device, client }: LicenseDataSubject,
  clientField: ClientField,
): Buffer {
  return Buffer.from(JSON.stringify({ license, [clientField]: client ?? null, product, device }));
}

/**
 * Reads JSON, or what PHP serialized: an array of fields, or the JSON as a text.
 * @throws Error of any kind for what is no license data
 */
export function readLicenseData(plain: Buffer): LicenseData {
  const fields = fieldsIn(plain);
  const license = textOf(fields.get('license'), MAX_NAME);
  if (license === undefined) {
    throw new TypeError('It names no license');
  }
  return {
    license,
    client: textOf(fields.get('client'), MAX_NAME) ?? idOf(fields.get('customer_id')),
    product: textOf(fields.get('product'), MAX_NAME),
    device: textOf(fields.get('device'), MAX_FINGERPRINT),
  };
}

function fieldsIn(plain: Buffer): ReadonlyMap<string, unknown> {
  if (plain.at(0) === '{'.charCodeAt(0)) {
    return jsonFields(new TextDecoder('utf-8', { fatal: true }).decode(plain));
  }
  const value = unserializePhp(plain);
  if (typeof value === 'string') {
    return jsonFields(value);
  }
  if (value instanceof Map) {
    return value;
  }
  throw new TypeError('A single value is no license data');
}

/** Missing, null and empty are the same. */
function textOf(value: unknown, max: number): string | undefined {
  if (value === undefined || value === null || value === '') {
    return undefined;
  }
  if (typeof value !== 'string' || Array.from(value).length > max || UNSTORABLE.test(value)) {
    throw new TypeError(`No text of at most ${max} characters`);
  }
  return value;
}

/** License Manager's customers may be numbers. */
function idOf(value: unknown): string | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : textOf(value, MAX_NAME);
}

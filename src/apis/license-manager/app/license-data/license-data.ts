import { jsonFields } from './json-fields';
import { unserializePhp } from './php-serialized';

/** The content of license data. Data of other servers names no product and no device. */
export interface LicenseData {
  license: string;
  /** Name of the client, or the customer's id in License Manager's own data. */
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

/** The field that names the client, in LicenseBox and in License Manager. */
type ClientField = 'client' | 'customer_id';

const MAX_NAME = 255;
const MAX_FINGERPRINT = 512;
/** NUL and lone surrogates, which PostgreSQL cannot store. */
const UNSTORABLE = /[\0\p{Cs}]/u;

export function writeLicenseData(
  { license, product, device, client }: LicenseDataSubject,
  clientField: ClientField,
): Buffer {
  return Buffer.from(JSON.stringify({ license, [clientField]: client ?? null, product, device }));
}

/**
 * Reads JSON, or an array or JSON string that PHP serialized.
 * @throws Error of any kind for other data
 */
export function readLicenseData(plain: Buffer): LicenseData {
  const fields = fieldsIn(plain);
  const license = textOf(fields.get('license'), MAX_NAME);
  if (license === undefined) {
    throw new TypeError('The license is missing');
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
  throw new TypeError('Not an object');
}

/** Undefined for null and the empty string. */
function textOf(value: unknown, max: number): string | undefined {
  if (value === undefined || value === null || value === '') {
    return undefined;
  }
  if (typeof value !== 'string' || Array.from(value).length > max || UNSTORABLE.test(value)) {
    throw new TypeError(`Not a string of at most ${max} characters`);
  }
  return value;
}

/** License Manager may use numbers as customer ids. */
function idOf(value: unknown): string | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : textOf(value, MAX_NAME);
}

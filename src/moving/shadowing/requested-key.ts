import { createHash } from 'node:crypto';

/** Names of the license key in the requests of all APIs. */
const NAMES = ['license_key', 'license_code', 'licenseKey', 'licenseCode', 'purchase_code', 'key', 'license'];

/**
 * The license key of a request, in its path, query or body; undefined if it has none.
 * @param parameters those of the route in the path
 */
export function requestedKey(
  url: string,
  body: string,
  parameters: Readonly<Record<string, unknown>> = {},
): string | undefined {
  const query = new URLSearchParams(url.split('?', 2)[1]);
  const fields = jsonIn(body) as Readonly<Record<string, unknown>> | null | undefined;
  return (
    keyIn((name) => parameters[name]) ??
    keyIn((name) => query.get(name)) ??
    keyIn((name) => fields?.[name]) ??
    keyIn((name) => new URLSearchParams(body).get(name))
  );
}

/** Undefined for a text that is not JSON. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function keyIn(read: (name: string) => unknown): string | undefined {
  return NAMES.map(read).find((value): value is string => typeof value === 'string' && value !== '');
}

/** A number from 0 to 99, the same for a key on every node. */
export function percentileOf(key: string): number {
  return createHash('sha256').update(key).digest().readUInt32BE() % 100;
}

import { type BinaryLike, createHash, createHmac } from 'node:crypto';
import { constantTimeEqual } from '../../../../core/common';
import { InvalidShopEvent, MAX_EVENT_AGE_MS, type ShopCredentials, type ShopRequest } from '../shop-adapter';

/** Signs with HMAC-SHA256. */
export interface Signature {
  readonly encoding: 'hex' | 'base64';
  /** Signed before the body, such as the time. */
  readonly prefix?: string;
}

/** Whether one of the signatures is that of the body by one of the secrets. */
export function isSigned(
  body: Buffer,
  signatures: readonly string[],
  { secrets }: Pick<ShopCredentials, 'secrets'>,
  { encoding, prefix = '' }: Signature,
): boolean {
  return usable(secrets).some((secret) => {
    const expected = hmac(secret, prefix, body).digest(encoding);
    return signatures.some((signature) => constantTimeEqual(signature, expected));
  });
}

/** Whether the address of the request ends in one of the secrets, for shops that do not sign. */
export function hasSecretAddress({ token }: ShopRequest, { secrets }: ShopCredentials): boolean {
  return token !== undefined && usable(secrets).some((secret) => constantTimeEqual(token, secret));
}

/** The body as JSON; a body that is no object is malformed. */
export function jsonOf(body: Buffer): object {
  const parsed = parse(body);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new InvalidShopEvent('malformed');
  }
  return parsed;
}

/** The time of an event. An event with an invalid time is malformed. */
export function timeOfEvent(time: string | number): Date {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) {
    throw new InvalidShopEvent('malformed');
  }
  return date;
}

/** Identifies an event of a shop that gives it no id. */
export function sha256(body: BinaryLike): string {
  return createHash('sha256').update(body).digest('hex');
}

/** A header that was sent once; an empty text if it was not sent. */
export function headerOf({ headers }: Pick<ShopRequest, 'headers'>, name: string): string {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
}

/** @param seconds the time that the shop has signed, in seconds since 1970 */
export function refuseStale(seconds: number, { receivedAt }: ShopRequest): void {
  const age = receivedAt.getTime() - seconds * 1000;
  if (!(Math.abs(age) <= MAX_EVENT_AGE_MS)) {
    throw new InvalidShopEvent('stale');
  }
}

function hmac(secret: string, prefix: string, body: Buffer) {
  return createHmac('sha256', secret).update(prefix).update(body);
}

/** An empty secret would let everybody sign. */
function usable(secrets: readonly string[]): string[] {
  return secrets.filter((secret) => secret !== '');
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    throw new InvalidShopEvent('malformed');
  }
}

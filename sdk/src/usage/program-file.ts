import { unusableFile, usageError } from '../license/problems';
import { isObject, jsonObject } from '../signed/bytes';
import type { TrustedKeys } from '../signed';
import { malformed } from '../signed/untrusted-error';
import { MAX_DECIMALS, partsOf } from './amounts';

const CERTIFICATE = 'keyward-program+jws';
const LICENSE = 'keyward-relay-license+jws';
const MAX_FILE = 65_536;

/** An amount that a file grants, in smallest parts. */
export interface Grant {
  readonly parts: bigint;
  readonly decimals: number;
}

/** What one use of a feature costs, in smallest parts of a credit. */
interface Rate {
  readonly credit: string;
  readonly parts: bigint;
}

/** Rates by feature, and those that replace them from a time on, in milliseconds since 1970. */
interface RateLists {
  readonly rates: ReadonlyMap<string, Rate>;
  readonly next?: { readonly from: number; readonly rates: ReadonlyMap<string, Rate> };
}

/** A program file whose signatures were verified. Times are seconds since 1970. */
export interface ProgramFile {
  /** Without a private key. */
  readonly text: string;
  readonly privateKey: string | undefined;
  readonly certificate: string;
  /** Signed, for this program alone: the key of codes for the telephone follows from it. */
  readonly license: string;
  readonly licenseId: string;
  readonly id: string;
  readonly jti: string;
  /** The public key that reports are signed for. */
  readonly x: string;
  readonly kid: string;
  readonly issuedAt: number;
  readonly endsAt: number;
  readonly grants: ReadonlyMap<string, Grant>;
  readonly rates: RateLists;
}

/**
 * Reads a program file and verifies it by the pinned keys.
 * @throws UsageError with a code by cause
 */
export async function readProgramFile(text: string, keys: TrustedKeys, product: string): Promise<ProgramFile> {
  try {
    return await verified(text, keys, product);
  } catch (error) {
    return unusableFile(error);
  }
}

async function verified(text: string, keys: TrustedKeys, product: string): Promise<ProgramFile> {
  const {
    keyward_program: version,
    certificate,
    license,
    private_key: privateKey,
  } = (text.length > MAX_FILE ? undefined : jsonObject(text)) ?? {};
  if (version !== 1 || typeof certificate !== 'string' || typeof license !== 'string') {
    throw malformed('It is no file for a program');
  }
  const claims = await keys.verify(certificate, CERTIFICATE);
  const terms = await keys.verify(license, LICENSE);
  const { id, key } = isObject(claims.relay) ? claims.relay : {};
  const { x, kid } = isObject(key) ? key : {};
  if (claims.product !== product) {
    throw usageError('The file is for another product', 'LICENSE_FILE_OTHER_PRODUCT');
  }
  if (claims.ver !== 1 || claims.jti !== terms.jti) {
    throw malformed('Its parts do not belong together');
  }
  const grants = grantsIn(claims.pool, terms.license_fields);
  return {
    text: JSON.stringify({ keyward_program: 1, certificate, license }),
    privateKey: typeof privateKey === 'string' ? privateKey : undefined,
    certificate,
    license,
    licenseId: textIn(claims.license),
    id: textIn(id),
    jti: textIn(claims.jti),
    x: textIn(x),
    kid: textIn(kid),
    issuedAt: numberIn(claims.iat),
    endsAt: numberIn(claims.exp),
    grants,
    rates: rateListsIn(terms.license_fields, grants),
  };
}

/** @param now milliseconds since 1970 */
export function ratesAt({ rates, next }: RateLists, now: number): ReadonlyMap<string, Rate> {
  return next && next.from <= now ? next.rates : rates;
}

function rateListsIn(fields: unknown, grants: ReadonlyMap<string, Grant>): RateLists {
  const { rates, next_rates: next } = isObject(fields) ? fields : {};
  const later = isObject(next)
    ? { from: Date.parse(textIn(next.from)), rates: ratesIn(next.rates, grants) }
    : undefined;
  return { rates: ratesIn(rates, grants), ...(later && { next: later }) };
}

function ratesIn(rates: unknown, grants: ReadonlyMap<string, Grant>): ReadonlyMap<string, Rate> {
  return new Map(
    Object.entries(isObject(rates) ? rates : {}).map(([feature, rate]) => {
      const { credit, amount } = isObject(rate) ? rate : {};
      const grant = grants.get(textIn(credit)) ?? incomplete();
      return [feature, { credit: textIn(credit), parts: partsOf(textIn(amount), grant.decimals) ?? incomplete() }];
    }),
  );
}

function grantsIn(pool: unknown, fields: unknown): ReadonlyMap<string, Grant> {
  const meters = isObject(pool) && isObject(pool.meters) ? pool.meters : {};
  const decimals = isObject(fields) && isObject(fields.decimals) ? fields.decimals : {};
  return new Map(
    Object.entries(meters).map(([code, amount]) => {
      const places = typeof amount === 'number' ? 0 : Number(decimals[code] ?? MAX_DECIMALS);
      const parts = typeof amount === 'number' || typeof amount === 'string' ? partsOf(amount, places) : undefined;
      return [code, { parts: parts ?? incomplete(), decimals: places }];
    }),
  );
}

function textIn(value: unknown): string {
  return typeof value === 'string' && value !== '' ? value : incomplete();
}

function numberIn(value: unknown): number {
  return typeof value === 'number' ? value : incomplete();
}

function incomplete(): never {
  throw malformed('A claim is missing or not of its type');
}

import { createECDH, createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';

const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;
/** The order of P-256. */
export const P256_ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** A signing key that is the same in each run. */
export interface FixedKey {
  readonly alg: 'EdDSA' | 'ES256';
  readonly kid: string;
  /** In base64url, as programs pin it. */
  readonly publicKey: string;
  readonly sign: (data: Buffer) => Buffer;
}

export function fixedKey(name: string): FixedKey {
  const privateKey = createPrivateKey({
    key: Buffer.concat([PKCS8, sha256(`keyward test key ${name}`)]),
    format: 'der',
    type: 'pkcs8',
  });
  const raw = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32);
  return { alg: 'EdDSA', ...named(raw), sign: (data) => sign(null, data, privateKey) };
}

/** A key of P-256. Its signatures are the same in each run, which those of OpenSSL are not. */
export function fixedPoint(name: string): FixedKey {
  const secret = scalar(`keyward test key ${name}`);
  return { alg: 'ES256', ...named(pointOf(secret)), sign: (data) => ecdsa(data, secret) };
}

function named(raw: Buffer): Pick<FixedKey, 'kid' | 'publicKey'> {
  return {
    kid: createHash('sha256').update(raw).digest('base64url').slice(0, 8),
    publicKey: raw.toString('base64url'),
  };
}

/** As the server signs. */
export function signAs(key: FixedKey, typ: string, claims: object): string {
  return signText(JSON.stringify({ alg: key.alg, kid: key.kid, typ }), JSON.stringify(claims), key);
}

/** With a good signature, also over what the server never writes. */
export function signText(header: string, payload: string, key: Pick<FixedKey, 'sign'>): string {
  const text = `${base64url(header)}.${base64url(payload)}`;
  return `${text}.${base64url(key.sign(Buffer.from(text)))}`;
}

/** r and s, as in RFC 7518. */
export function rawSignature(r: bigint, s: bigint): Buffer {
  return Buffer.from([r, s].map((number) => number.toString(16).padStart(64, '0')).join(''), 'hex');
}

/** Of ECDSA, as OpenSSL writes signatures by default. */
export function derSignature(signature: Buffer): Buffer {
  const integers = [signature.subarray(0, 32), signature.subarray(32)].map((bytes) => {
    const digits = numberIn(bytes).toString(16);
    const value = Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex');
    const positive = (value[0] ?? 0) < 128 ? value : Buffer.concat([Buffer.of(0), value]);
    return Buffer.concat([Buffer.of(2, positive.length), positive]);
  });
  const sequence = Buffer.concat(integers);
  return Buffer.concat([Buffer.of(0x30, sequence.length), sequence]);
}

function ecdsa(data: Buffer, secret: bigint): Buffer {
  const once = scalar(Buffer.concat([Buffer.from(`${secret}`), data]));
  const r = numberIn(pointOf(once).subarray(1, 33)) % P256_ORDER;
  const s = (power(once, P256_ORDER - 2n) * (numberIn(sha256(data)) + r * secret)) % P256_ORDER;
  return rawSignature(r, s);
}

function scalar(seed: string | Buffer): bigint {
  return (numberIn(sha256(seed)) % (P256_ORDER - 1n)) + 1n;
}

function pointOf(secret: bigint): Buffer {
  const curve = createECDH('prime256v1');
  curve.setPrivateKey(secret.toString(16).padStart(64, '0'), 'hex');
  return curve.getPublicKey();
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  for (
    let [square, rest] = [base, exponent];
    rest > 0n;
    [square, rest] = [(square * square) % P256_ORDER, rest >> 1n]
  ) {
    result = rest & 1n ? (result * square) % P256_ORDER : result;
  }
  return result;
}

export function numberIn(bytes: Buffer): bigint {
  return BigInt(`0x${bytes.toString('hex')}`);
}

function sha256(data: string | Buffer): Buffer {
  return createHash('sha256').update(data).digest();
}

export function base64url(text: string | Buffer): string {
  return Buffer.from(text).toString('base64url');
}

/** Flips the lowest bit of a byte in one part of a compact JWS or JWE. */
export function flipped(compact: string, part: number, byte = 0): string {
  return withPart(compact, part, (bytes) => {
    bytes[byte] = (bytes[byte] ?? 0) ^ 1;
    return bytes;
  });
}

/** The signature S + L is the same number modulo the order of the group: RFC 8032 says to refuse it. */
export function malleated(jws: string): string {
  return withPart(jws, 2, (signature) => {
    const s = BigInt(`0x${Buffer.from(signature.subarray(32)).reverse().toString('hex')}`) + ORDER;
    return Buffer.concat([signature.subarray(0, 32), Buffer.from(s.toString(16).padStart(64, '0'), 'hex').reverse()]);
  });
}

export function withPart(compact: string, part: number, change: (bytes: Buffer) => Buffer): string {
  const parts = compact.split('.');
  parts[part] = change(Buffer.from(parts[part] ?? '', 'base64url')).toString('base64url');
  return parts.join('.');
}

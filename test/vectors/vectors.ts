import { createHash, createHmac } from 'node:crypto';
import type { UntrustedReason } from '../../sdk/src/signed';
import { publicJwk } from '../../src/core/platform/signing-keys/signing-key-pair';
import { encryptToken, toFileText } from '../../src/core/verification/license-files/license-file-text';
import type { LicenseFileContent } from '../../src/core/verification/license-files/license-file-claims';
import type { VerdictClaims } from '../../src/core/verification/signed-answers/verdict-claims';
import type { AnswerClaims } from '../../src/core/verification/signed-answers/answer-claims';
import type { KeyRotationProof, KeyListClaims } from '../../src/core/platform/signing-keys/key-claims';
import {
  ENDORSEMENT,
  SIGNED_ANSWER,
  SIGNED_KEY_LIST,
  SIGNED_LICENSE_FILE,
  SIGNED_LICENSE_KEY,
  SIGNED_UPDATE,
  SIGNED_VERDICT,
} from '../../src/core/platform/signing-keys/signed-types';
import {
  base64url,
  derSignature,
  fixedKey,
  type FixedKey,
  fixedPoint,
  flipped,
  malleated,
  numberIn,
  P256_ORDER,
  rawSignature,
  signAs,
  signText,
  withPart,
} from './signing';

const [FIRST, SECOND, THIRD, FOREIGN] = ['first', 'second', 'third', 'foreign'].map(fixedKey) as [
  FixedKey,
  FixedKey,
  FixedKey,
  FixedKey,
];
/** Of P-256. */
const [POINT, NEXT_POINT, FOREIGN_POINT] = ['point', 'next point', 'foreign point'].map(fixedPoint) as [
  FixedKey,
  FixedKey,
  FixedKey,
];
const ISSUER = 'https://licenses.example.com';
const NOW = 1_800_000_000;
const DAY = 86_400;
const KEY = 'Q7RD-K2LM-9XWE-4TUB';
const FINGERPRINT = 'b1946ac92492d2347c6235b4d2611184';
const LICENSE = '0190c6a1-7b5e-7c3d-9f21-3a5b8c7d9e10';
const JTI = '7d444840-9dc0-11d1-b245-5ffdce74fad2';
const NONCE = 'Zm9ybWF0cy10ZXN0LW5vbmNl';

/** What comes of reading something signed: its claims, or why they are not trusted. */
export type Outcome = { readonly claims: object } | { readonly error: UntrustedReason };

const sharedClaims = {
  product: 'editor',
  license: LICENSE,
  key_hash: createHash('sha256').update(KEY).digest('hex'),
  fingerprint: FINGERPRINT,
  valid: true,
  code: 'VALID',
  features: ['export', 'größer'],
  max_users: 5,
  expires_at: NOW + 90 * DAY,
  next_check: NOW + 3600,
} as const;

const VERDICT: VerdictClaims = {
  iss: ISSUER,
  iat: NOW,
  exp: NOW + 300,
  jti: JTI,
  nonce: NONCE,
  op: 'validate',
  ...sharedClaims,
  offline_until: NOW + 30 * DAY,
};

type OutcomeClaims = AnswerClaims & Readonly<Record<string, unknown>>;

const USED: OutcomeClaims = {
  iss: ISSUER,
  iat: NOW,
  exp: NOW + 300,
  jti: JTI,
  nonce: NONCE,
  op: 'usage',
  key_hash: sharedClaims.key_hash,
  fingerprint: FINGERPRINT,
  status: 200,
  code: null,
  items: [{ meter: 'exports', amount: 3 }],
  meters: [{ meter: 'exports', used: 3, total: 3, limit: 10, left: 7, resets_at: null }],
};

const FILE: LicenseFileContent = {
  ver: 1,
  iss: ISSUER,
  jti: JTI,
  iat: NOW,
  nbf: NOW,
  exp: NOW + 30 * DAY,
  ...sharedClaims,
  offline_until: NOW + 30 * DAY,
};

/** What a program asked for, and when. */
const ASKED = {
  op: 'validate',
  nonce: NONCE,
  product: 'editor',
  license_key: KEY,
  fingerprint: FINGERPRINT,
  now: NOW + 2,
};

/** The compact serializations that a program refuses whatever it is that is signed. */
function wrongJws(typ: string, claims: object): { name: string; jws: string; error: UntrustedReason }[] {
  const good = signAs(FIRST, typ, claims);
  const [header = '', payload = '', signature = ''] = good.split('.');
  const text = JSON.stringify(claims);
  const { kid } = FIRST;
  const headed = (changed: string) => signText(changed, text, FIRST);
  const otherTyp = typ === SIGNED_VERDICT ? SIGNED_LICENSE_FILE : SIGNED_VERDICT;
  const hs256 = `${base64url(JSON.stringify({ alg: 'HS256', kid, typ }))}.${payload}`;
  const hmac = createHmac('sha256', Buffer.from(FIRST.publicKey, 'base64url')).update(hs256).digest('base64url');
  const wrong: [string, string, UntrustedReason][] = [
    ['a bit of the signature is changed', flipped(good, 2), 'signature'],
    ['a bit of the claims is changed', flipped(good, 1, 20), 'signature'],
    ['the signature is empty', `${header}.${payload}.`, 'signature'],
    ['the signature is cut', withPart(good, 2, (bytes) => bytes.subarray(0, 63)), 'signature'],
    ['the order of the group is added to S', malleated(good), 'signature'],
    ['signed by a stranger in the name of a trusted key', signAs({ ...FOREIGN, kid }, typ, claims), 'signature'],
    ['signed by a key that is not pinned', signAs(FOREIGN, typ, claims), 'unknown_key'],
    ['signed as something else', signAs(FIRST, otherTyp, claims), 'type'],
    ['typ is missing', headed(JSON.stringify({ alg: 'EdDSA', kid })), 'type'],
    ['alg is none', `${base64url(JSON.stringify({ alg: 'none', kid, typ }))}.${payload}.`, 'algorithm'],
    ['alg is HS256 with the public key as secret', `${hs256}.${hmac}`, 'algorithm'],
    ['alg is Ed25519', headed(JSON.stringify({ alg: 'Ed25519', kid, typ })), 'algorithm'],
    ['alg is a list', headed(JSON.stringify({ alg: ['EdDSA'], kid, typ })), 'algorithm'],
    ['kid is missing', headed(JSON.stringify({ alg: 'EdDSA', typ })), 'malformed'],
    ['kid has other characters', headed(JSON.stringify({ alg: 'EdDSA', kid: `${kid}/..`, typ })), 'malformed'],
    ['the header has crit', headed(JSON.stringify({ alg: 'EdDSA', kid, typ, crit: ['exp'] })), 'malformed'],
    [
      'the header has jwk',
      headed(JSON.stringify({ alg: 'EdDSA', kid, typ, jwk: { x: FOREIGN.publicKey } })),
      'malformed',
    ],
    ['the header names kid twice', headed(`{"alg":"EdDSA","kid":"other","kid":"${kid}","typ":"${typ}"}`), 'malformed'],
    ['the header has another order', headed(JSON.stringify({ typ, kid, alg: 'EdDSA' })), 'malformed'],
    ['the header has a space', headed(`{"alg":"EdDSA", "kid":"${kid}","typ":"${typ}"}`), 'malformed'],
    ['the header has an escape', headed(`{"alg":"EdDSA","kid":"${kid}","typ":"\\u006b${typ.slice(1)}"}`), 'malformed'],
    ['the header is a list', headed('["EdDSA"]'), 'malformed'],
    ['the header is not JSON', headed('EdDSA'), 'malformed'],
    ['the claims are a list', signText(JSON.stringify({ alg: 'EdDSA', kid, typ }), '[]', FIRST), 'malformed'],
    ['the claims are not JSON', signText(JSON.stringify({ alg: 'EdDSA', kid, typ }), '{', FIRST), 'malformed'],
    ['the signature has other unused bits', `${good.slice(0, -1)}${nextCharacter(good)}`, 'malformed'],
    ['the signature is padded', `${good}==`, 'malformed'],
    ['the alphabet is that of base64', `${header}.${payload}.+${signature.slice(1)}`, 'malformed'],
    ['a line break follows', `${good}\n`, 'malformed'],
    ['a space precedes', ` ${good}`, 'malformed'],
    ['there are two parts', `${header}.${payload}`, 'malformed'],
    ['there are four parts', `${good}.`, 'malformed'],
    ['there is nothing', '', 'malformed'],
  ];
  return wrong.map(([name, jws, error]) => ({ name, jws, error }));
}

/** Something signed with ES256, and what a program refuses of it. */
function es256(typ: string, claims: object) {
  const good = signAs(POINT, typ, claims);
  const { kid } = POINT;
  const text = JSON.stringify(claims);
  const header = (alg: string, key: FixedKey) => JSON.stringify({ alg, kid: key.kid, typ });
  const resigned = (change: (r: bigint, s: bigint) => Buffer) =>
    withPart(good, 2, (bytes) => change(numberIn(bytes.subarray(0, 32)), numberIn(bytes.subarray(32))));
  const right: [string, string][] = [
    ['signed with ES256', good],
    ['signed with ES256, with the other s', resigned((r, s) => rawSignature(r, P256_ORDER - s))],
  ];
  const wrong: [string, string, UntrustedReason][] = [
    ['ES256: a bit of the signature is changed', flipped(good, 2), 'signature'],
    ['ES256: a bit of the claims is changed', flipped(good, 1, 20), 'signature'],
    ['ES256: the signature is empty', good.slice(0, good.lastIndexOf('.') + 1), 'signature'],
    ['ES256: the signature is cut', withPart(good, 2, (bytes) => bytes.subarray(0, 63)), 'signature'],
    [
      'ES256: a byte follows the signature',
      withPart(good, 2, (bytes) => Buffer.concat([bytes, Buffer.of(0)])),
      'signature',
    ],
    ['ES256: the signature is in DER', withPart(good, 2, derSignature), 'signature'],
    ['ES256: r and s are zero', resigned(() => rawSignature(0n, 0n)), 'signature'],
    ['ES256: r is zero', resigned((_r, s) => rawSignature(0n, s)), 'signature'],
    ['ES256: s is zero', resigned((r) => rawSignature(r, 0n)), 'signature'],
    ['ES256: r is the order of the curve', resigned((_r, s) => rawSignature(P256_ORDER, s)), 'signature'],
    ['ES256: s is the order of the curve', resigned((r) => rawSignature(r, P256_ORDER)), 'signature'],
    [
      'ES256: signed by a stranger in the name of a trusted key',
      signAs({ ...FOREIGN_POINT, kid }, typ, claims),
      'signature',
    ],
    ['ES256: signed by a key that is not pinned', signAs(FOREIGN_POINT, typ, claims), 'unknown_key'],
    ['alg is ES256, and the key is of EdDSA', signText(header('ES256', FIRST), text, FIRST), 'algorithm'],
    ['alg is EdDSA, and the key is of ES256', signText(header('EdDSA', POINT), text, POINT), 'algorithm'],
    [
      'alg is ES256, the kid that of EdDSA, the signature by a trusted key',
      signText(header('ES256', FIRST), text, POINT),
      'algorithm',
    ],
    ['alg is ES384', signText(header('ES384', POINT), text, POINT), 'algorithm'],
  ];
  return {
    right: right.map(([name, jws]) => ({ name, jws })),
    wrong: wrong.map(([name, jws, error]) => ({ name, jws, error })),
  };
}

// The last of 86 characters has two bits that mean something, and four that must be zero.
function nextCharacter(jws: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return alphabet[alphabet.indexOf(jws.slice(-1)) + 1] ?? '';
}

export function verdicts() {
  const signed = (change: Partial<VerdictClaims> = {}) => signAs(FIRST, SIGNED_VERDICT, { ...VERDICT, ...change });
  const right: [string, Partial<VerdictClaims>, Partial<typeof ASKED> | { fingerprint: null }][] = [
    ['the license is valid', {}, {}],
    ['the device is refused', { valid: false, code: 'SEATS_EXHAUSTED', offline_until: null }, {}],
    ['the request names no device', { fingerprint: null }, { fingerprint: null }],
    [
      'the license key is unknown',
      { valid: false, code: 'NOT_FOUND', product: null, license: null, features: [], offline_until: null },
      {},
    ],
    [
      'the license is for another product',
      { valid: false, code: 'PRODUCT_MISMATCH', product: 'viewer', offline_until: null },
      {},
    ],
    ['a session', { op: 'session', session: { id: LICENSE, expires_at: NOW + 900 } }, { op: 'session' }],
    ['it is in its last second', {}, { now: NOW + 299 }],
  ];
  const mismatched: [string, Partial<VerdictClaims>, string, number?][] = [
    ['an answer to another request', { nonce: `${NONCE}0` }, 'nonce'],
    ['an answer to another call', { op: 'activate' }, 'op'],
    ['an answer about another product', { product: 'viewer' }, 'product'],
    ['no product, and yet valid', { product: null }, 'product'],
    ['an answer about another license key', { key_hash: '0'.repeat(64) }, 'key_hash'],
    ['an answer about another device', { fingerprint: 'b1946ac92492d2347c6235b4d2611185' }, 'fingerprint'],
    ['an answer about no device', { fingerprint: null }, 'fingerprint'],
    ['an answer that is too old', {}, 'exp', NOW + 3_900],
  ];
  return {
    about: 'Signed answers (keyward-verdict+jws) to a request. Clocks may differ by an hour.',
    pinned: [FIRST.publicKey, POINT.publicKey],
    cases: [
      ...right.map(([name, change, request]) => ({
        name,
        jws: signed(change),
        request: { ...ASKED, ...request },
        claims: { ...VERDICT, ...change },
      })),
      ...mismatched.map(([name, change, mismatch, now = ASKED.now]) => ({
        name,
        jws: signed(change),
        request: { ...ASKED, now },
        mismatch,
      })),
      ...wrongJws(SIGNED_VERDICT, VERDICT).map((wrong) => ({ ...wrong, request: ASKED })),
      ...es256(SIGNED_VERDICT, VERDICT).right.map((right) => ({ ...right, request: ASKED, claims: VERDICT })),
      ...es256(SIGNED_VERDICT, VERDICT).wrong.map((wrong) => ({ ...wrong, request: ASKED })),
    ],
  };
}

/** A call without a verdict. */
const CALLED = { op: 'usage', nonce: NONCE, license_key: KEY, fingerprint: FINGERPRINT, now: NOW + 2 };

export function answers() {
  const signed = (change: Partial<OutcomeClaims> = {}) => signAs(FIRST, SIGNED_ANSWER, { ...USED, ...change });
  const refused = { status: 409, code: 'METER_EXHAUSTED', items: undefined, meters: undefined };
  const news = { product: 'editor', current_version: '1.0', available: true, version: '1.1' };
  const right: [string, Partial<OutcomeClaims>, object][] = [
    ['an amount is used', {}, {}],
    ['the call is refused', refused, {}],
    ['the device is deactivated', { op: 'deactivate', items: undefined, meters: undefined }, { op: 'deactivate' }],
    [
      'a newer version, to a program without a license',
      { op: 'update', key_hash: null, items: undefined, meters: undefined, ...news },
      { op: 'update', license_key: null },
    ],
    ['it is in its last second', {}, { now: NOW + 299 }],
  ];
  const mismatched: [string, Partial<OutcomeClaims>, string, number?][] = [
    ['an answer to another request', { nonce: `${NONCE}0` }, 'nonce'],
    ['an answer to another call', { op: 'deactivate' }, 'op'],
    ['an answer about another license key', { key_hash: '0'.repeat(64) }, 'key_hash'],
    ['an answer about no license key', { key_hash: null }, 'key_hash'],
    ['an answer about another device', { fingerprint: 'b1946ac92492d2347c6235b4d2611185' }, 'fingerprint'],
    ['an answer that is too old', {}, 'exp', NOW + 3_900],
  ];
  return {
    about:
      'Signed answers without a verdict, and refusals (keyward-answer+jws), to a request. Clocks may differ by an hour.',
    pinned: [FIRST.publicKey, POINT.publicKey],
    cases: [
      ...right.map(([name, change, request]) => ({
        name,
        jws: signed(change),
        request: { ...CALLED, ...request },
        claims: JSON.parse(JSON.stringify({ ...USED, ...change })),
      })),
      ...mismatched.map(([name, change, mismatch, now = CALLED.now]) => ({
        name,
        jws: signed(change),
        request: { ...CALLED, now },
        mismatch,
      })),
      ...wrongJws(SIGNED_ANSWER, USED).map((wrong) => ({ ...wrong, request: CALLED })),
    ],
  };
}

export async function licenseFiles() {
  const signed = (change: Partial<LicenseFileContent> = {}) =>
    signAs(FIRST, SIGNED_LICENSE_FILE, { ...FILE, ...change });
  const plain = toFileText(signed());
  const anyDevice = { ...FILE, fingerprint: null };
  const sealed = await encryptToken(signed(), KEY, FINGERPRINT);
  const sealedForAny = await encryptToken(signed({ fingerprint: null }), KEY, null);
  const requested = { ...FILE, request: 'aB3-_xYz01234567' };
  const { op: _op, nonce: _nonce, ...device } = ASKED;
  const header = (changed: object) => withPart(sealed, 0, () => Buffer.from(JSON.stringify(changed)));
  const right: [string, string, object, object?][] = [
    ['plain', plain, FILE],
    ['for any device', toFileText(signed({ fingerprint: null })), anyDevice],
    ['encrypted', toFileText(sealed), FILE],
    ['encrypted for any device', toFileText(sealedForAny), anyDevice],
    ['made from an air-gap request', toFileText(signAs(FIRST, SIGNED_LICENSE_FILE, requested)), requested],
    ['with the line ends of Windows', plain.replaceAll('\n', '\r\n'), FILE],
    ['without its last line end', plain.trimEnd(), FILE],
    ['with empty lines around it', `\n\n${plain}\n`, FILE],
    ['with a byte-order mark', `\ufeff${plain}`, FILE],
    ['indented', plain.replace(/^/gm, '\t  '), FILE],
    ['quoted twice in a mail', plain.replace(/^/gm, '> > '), FILE],
    ['on one line', plain.replaceAll('\n', ' '), FILE],
    ['on one line without spaces', plain.replaceAll('\n', ''), FILE],
    ['with the line ends of old computers of Apple', plain.replaceAll('\n', '\r'), FILE],
    ['with an empty line after each line', plain.replaceAll('\n', '\n\n'), FILE],
    ['in a mail', `Dear customer,\n\n${plain}\n-- \nThe sellers of "Editor"`, FILE],
    [
      'after a sentence that names its marks',
      `Copy all from -----BEGIN KEYWARD LICENSE FILE----- to -----END KEYWARD LICENSE FILE-----:\n${plain}`,
      FILE,
    ],
    ['after an earlier one that was cut', `${plain.slice(0, 200)}\n${plain}`, FILE],
    ['with dashes of a text program', plain.replaceAll('-----', '—–'), FILE],
    ['with wide and invisible spaces', plain.replaceAll(' ', '\u00a0').replace(/(\n.{8})/g, '$1\u200b\u00ad'), FILE],
    ['without padding', plain.replace(/=+(?=\n)/, ''), FILE],
    ['encrypted, quoted in a mail', toFileText(sealed).replace(/^/gm, '> '), FILE],
    ['in its last second', plain, FILE, { now: FILE.exp - 1 }],
    ['signed with ES256', toFileText(signAs(POINT, SIGNED_LICENSE_FILE, FILE)), FILE],
    [
      'signed with ES256, encrypted',
      toFileText(await encryptToken(signAs(POINT, SIGNED_LICENSE_FILE, FILE), KEY, FINGERPRINT)),
      FILE,
    ],
  ];
  const mismatched: [string, string, string, object?][] = [
    ['of another product', toFileText(signed({ product: 'viewer' })), 'product'],
    ['of another license key', toFileText(signed({ key_hash: '0'.repeat(64) })), 'key_hash'],
    ['of another device', toFileText(signed({ fingerprint: 'another' })), 'fingerprint'],
    ['that has ended', plain, 'exp', { now: FILE.exp }],
    ['that is yet to begin', toFileText(signed({ nbf: NOW + 2 * DAY })), 'nbf'],
  ];
  const wrong: [string, string, UntrustedReason, object?][] = [
    ['encrypted for another device', toFileText(sealed), 'decryption', { fingerprint: 'another' }],
    ['encrypted for another license key', toFileText(sealed), 'decryption', { license_key: 'another' }],
    ['a bit of the ciphertext is changed', toFileText(flipped(sealed, 3)), 'decryption'],
    ['a bit of the tag is changed', toFileText(flipped(sealed, 4)), 'decryption'],
    ['a bit of the initialization vector is changed', toFileText(flipped(sealed, 2)), 'decryption'],
    ['the tag is cut', toFileText(withPart(sealed, 4, (bytes) => bytes.subarray(0, 12))), 'malformed'],
    ['there is an encrypted key', toFileText(withPart(sealed, 1, () => Buffer.from('key'))), 'malformed'],
    [
      'encrypted with another algorithm',
      toFileText(header({ alg: 'dir', enc: 'A128GCM', typ: 'keyward-license+jwe' })),
      'algorithm',
    ],
    ['encrypted as something else', toFileText(header({ alg: 'dir', enc: 'A256GCM', typ: 'JWT' })), 'type'],
    [
      'the header asks for decompression',
      toFileText(header({ alg: 'dir', enc: 'A256GCM', typ: 'keyward-license+jwe', zip: 'DEF' })),
      'malformed',
    ],
    ['encrypted, but not signed', toFileText(await encryptToken(JSON.stringify(FILE), KEY, FINGERPRINT)), 'malformed'],
    [
      'encrypted, and signed by a stranger',
      toFileText(await encryptToken(signAs(FOREIGN, SIGNED_LICENSE_FILE, FILE), KEY, FINGERPRINT)),
      'unknown_key',
    ],
    ['another version', toFileText(signAs(FIRST, SIGNED_LICENSE_FILE, { ...FILE, ver: 2 })), 'malformed'],
    ['a signed answer', toFileText(signAs(FIRST, SIGNED_VERDICT, VERDICT)), 'type'],
    ['another first line', plain.replace('BEGIN KEYWARD', 'BEGIN'), 'malformed'],
    ['no last line', plain.slice(0, plain.indexOf('-----END')), 'malformed'],
    ['marks without anything between them', plain.replace(/-\n[^-]*-/, '-\n-'), 'malformed'],
    ['the JWS alone', signed(), 'malformed'],
    ['padding inside', plain.replace(/(\n.{10}).(.*\n)/, '$1=$2'), 'malformed'],
    ['a character lacks', plain.replace(/[A-Za-z0-9](?==*\n-----END)/, ''), 'malformed'],
    ['nothing', '', 'malformed'],
  ];
  return {
    about:
      'License files, plain (keyward-license+jws) and encrypted (keyward-license+jwe). Clocks may differ by an hour.',
    pinned: [FIRST.publicKey, POINT.publicKey],
    cases: [
      ...right.map(([name, file, claims, change]) => ({ name, file, device: { ...device, ...change }, claims })),
      ...mismatched.map(([name, file, mismatch, change]) => ({
        name,
        file,
        device: { ...device, ...change },
        mismatch,
      })),
      ...wrong.map(([name, file, error, change]) => ({ name, file, device: { ...device, ...change }, error })),
      ...wrongJws(SIGNED_LICENSE_FILE, FILE).map(({ jws, ...rest }) => ({ ...rest, file: toFileText(jws), device })),
    ],
  };
}

function endorsed(by: FixedKey, { alg, kid, publicKey }: FixedKey, change: object = {}): string {
  const key = alg === 'EdDSA' ? { x: publicKey } : { public_key: publicKey };
  const claims: KeyRotationProof = { iss: ISSUER, iat: NOW, kid, ...key };
  return signAs(by, ENDORSEMENT, { ...claims, ...change });
}

function jwk({ alg, kid, publicKey }: FixedKey, endorsement?: string) {
  const key = { ...publicJwk({ alg, publicKey }), kid, public_key: publicKey, alg, use: 'sig' };
  return endorsement === undefined ? key : { ...key, endorsement };
}

function list(by: FixedKey, kids: FixedKey[], revoked: FixedKey[] = [], others: FixedKey[] = []): string {
  const ids = (keys: FixedKey[]) => keys.map(({ kid }) => kid);
  const claims: KeyListClaims = {
    iss: ISSUER,
    iat: NOW,
    exp: NOW + DAY,
    kids: ids(kids),
    revoked: ids(revoked),
    ...(others.length > 0 && { other_keys: others.map(({ publicKey }) => publicKey) }),
  };
  return signAs(by, SIGNED_KEY_LIST, claims);
}

export function keyRotation() {
  const toSecond = jwk(SECOND, endorsed(FIRST, SECOND));
  const toThird = jwk(THIRD, endorsed(SECOND, THIRD));
  const before = { keys: [jwk(FIRST)], signed: list(FIRST, [FIRST]) };
  const rotated = { keys: [toSecond, jwk(FIRST)], signed: list(SECOND, [SECOND, FIRST]) };
  const revoked = { keys: [toSecond], signed: list(SECOND, [SECOND], [FIRST]) };
  const twice = { keys: [toThird, toSecond, jwk(FIRST)], signed: list(THIRD, [THIRD, SECOND, FIRST]) };
  const secondRevoked = { keys: [toThird, jwk(FIRST)], signed: list(THIRD, [THIRD, FIRST], [SECOND]) };
  const stolen = { keys: [jwk(FOREIGN, endorsed(FIRST, FOREIGN))], signed: list(FOREIGN, [FOREIGN], [SECOND]) };

  const cases: RotationCase[] = [
    ['nothing was rotated', [before], [FIRST]],
    ['the key was rotated', [rotated], [FIRST, SECOND]],
    ['the key was rotated, and the former one revoked', [revoked], [SECOND], [FIRST]],
    ['the key was revoked after its rotation was learned', [rotated, revoked], [SECOND], [FIRST]],
    ['the key was rotated twice', [twice], [FIRST, SECOND, THIRD]],
    ['the keys come in another order', [{ ...twice, keys: twice.keys.toReversed() }], [FIRST, SECOND, THIRD]],
    ['a revoked key is out of the chain, but was learned', [rotated, secondRevoked], [FIRST, THIRD], [SECOND]],
    ['a revoked key is out of the chain, and was not learned', [secondRevoked], [FIRST]],
    ['an old set comes again', [revoked, before], [SECOND], [FIRST]],
    [
      'a foreign server has keys of its own',
      [{ keys: [jwk(FOREIGN)], signed: list(FOREIGN, [FOREIGN], [FIRST]) }],
      [FIRST],
    ],
    ['a key endorses itself', [{ keys: [jwk(FOREIGN, endorsed(FOREIGN, FOREIGN))], signed: '' }], [FIRST]],
    [
      'a foreign key endorses in the name of a trusted one',
      [{ keys: [jwk(SECOND, endorsed({ ...FOREIGN, kid: FIRST.kid }, SECOND))] }],
      [FIRST],
    ],
    [
      'an endorsement has the id of another key',
      [{ keys: [jwk(FOREIGN, endorsed(FIRST, FOREIGN, { kid: SECOND.kid }))] }],
      [FIRST],
    ],
    [
      'an endorsement has a key of another length',
      [{ keys: [jwk(SECOND, endorsed(FIRST, SECOND, { x: 'AAAA' }))] }],
      [FIRST],
    ],
    [
      'a signed license key is no endorsement',
      [{ keys: [jwk(FOREIGN, signAs(FIRST, SIGNED_LICENSE_KEY, { p: 'editor', id: 'x' }))] }],
      [FIRST],
    ],
    ['a stolen retired key endorses another successor', [rotated, stolen], [FIRST, SECOND]],
    ['a stolen retired key revokes', [rotated, { keys: [], signed: list(FIRST, [FIRST], [SECOND]) }], [FIRST, SECOND]],
    ['a stolen revoked key endorses', [revoked, stolen], [SECOND], [FIRST]],
    [
      'a list of keys is signed as something else',
      [rotated, { keys: [], signed: signAs(SECOND, SIGNED_VERDICT, { revoked: [FIRST.kid] }) }],
      [FIRST, SECOND],
    ],
    [
      'what is learned is no set of keys',
      [[], { keys: 'none', signed: 1 }, { keys: [null, 1, { endorsement: 'x' }] }],
      [FIRST],
    ],
  ];
  return {
    about: ROTATIONS,
    pinned: [FIRST.publicKey],
    cases: rotationCases([FIRST, SECOND, THIRD, FOREIGN], cases),
  };
}

const ROTATIONS =
  'Answers of /.well-known/jwks.json that a program learns in this order, and the keys that it trusts then: each signs an answer, and the keys not listed are unknown.';

type RotationCase = [name: string, learn: object[], trusted: FixedKey[], revoked?: FixedKey[]];

function rotationCases(keys: FixedKey[], cases: RotationCase[]) {
  return cases.map(([name, learn, trusted, out = []]) => ({
    name,
    learn,
    verify: keys.map((key) => ({
      kid: key.kid,
      jws: signAs(key, SIGNED_VERDICT, VERDICT),
      ...(!trusted.includes(key) && { error: out.includes(key) ? 'revoked_key' : 'unknown_key' }),
    })),
  }));
}

/** Keys of both algorithms: a list signed by the active key of one names those of the other. */
function mixedRotation(first: FixedKey, second: FixedKey, other: FixedKey, nextOther: FixedKey) {
  const own = first.alg === 'EdDSA' ? 'signed' : 'signed_es256';
  const theirs = first.alg === 'EdDSA' ? 'signed_es256' : 'signed';
  const stranger = first.alg === 'EdDSA' ? FOREIGN_POINT : FOREIGN;
  const both = (keys: object[], by: FixedKey, otherBy: FixedKey, all: FixedKey[], revoked: FixedKey[] = []) => {
    const others = (alg: string) => all.filter((key) => key.alg !== alg);
    return {
      keys,
      [own]: list(by, all, revoked, others(by.alg)),
      [theirs]: list(otherBy, all, revoked, others(otherBy.alg)),
    };
  };
  const added = both([jwk(first), jwk(other)], first, other, [first, other]);
  const toSecond = jwk(second, endorsed(first, second));
  const toNextOther = jwk(nextOther, endorsed(other, nextOther));
  const rotated = both([toSecond, jwk(first), jwk(other)], second, other, [second, first, other]);
  const bothRotated = both([toSecond, jwk(first), toNextOther, jwk(other)], second, nextOther, [
    second,
    first,
    nextOther,
    other,
  ]);
  const otherRevoked = both(
    [toSecond, jwk(first), toNextOther],
    second,
    nextOther,
    [second, first, nextOther],
    [other],
  );
  const strangers = (by: FixedKey) => ({ keys: [], [own]: list(by, [by], [], [stranger]) });
  const cases: RotationCase[] = [
    ['a key of the other algorithm was added', [added], [first, other]],
    ['it was added, and the first one rotated', [rotated], [first, second, other]],
    ['keys of both algorithms were rotated', [bothRotated], [first, second, other, nextOther]],
    ['the other one was rotated after it was learned', [added, bothRotated], [first, second, other, nextOther]],
    ['a key of the other algorithm was revoked', [otherRevoked], [first, second, nextOther], [other]],
    ['it was revoked after it was learned', [added, otherRevoked], [first, second, nextOther], [other]],
    ['a revoked key is named again', [otherRevoked, added], [first, second, nextOther], [other]],
    ['a stolen retired key names another one', [rotated, strangers(first)], [first, second, other]],
    ['a list by an unknown key names keys', [strangers(second)], [first]],
    [
      'the list names what are no keys',
      [
        {
          keys: [null],
          [own]: signAs(first, SIGNED_KEY_LIST, {
            revoked: [],
            other_keys: [null, 7, '', 'AAAA', OFF_CURVE, COMPRESSED, other.publicKey],
          }),
        },
      ],
      [first, other],
    ],
    [
      'what the list names is no list',
      [{ keys: [], [own]: signAs(first, SIGNED_KEY_LIST, { revoked: [], other_keys: other.publicKey }) }],
      [first],
    ],
    ['the key stands in the set only', [{ ...added, [own]: list(first, [first, other]) }], [first]],
  ];
  return {
    about: ROTATIONS,
    pinned: [first.publicKey],
    cases: rotationCases([first, second, other, nextOther, stranger], cases),
  };
}

const OFF_CURVE = Buffer.concat([Buffer.of(4), Buffer.alloc(64, 1)]).toString('base64url');
const COMPRESSED = Buffer.concat([Buffer.of(2), Buffer.alloc(32, 1)]).toString('base64url');

/** Of a program that pins a key of EdDSA. */
export const keyRotationToEs256 = () => mixedRotation(FIRST, SECOND, POINT, NEXT_POINT);
/** Of a program that pins a key of ES256. */
export const keyRotationToEddsa = () => mixedRotation(POINT, NEXT_POINT, FIRST, SECOND);

export function updates() {
  const manifest = {
    iss: ISSUER,
    iat: NOW,
    product: 'editor',
    version: '2.1.0',
    channel: 'stable',
    released_at: NOW - DAY,
    files: [{ type: 'main', name: 'editor-2.1.0.zip', size: 1_048_576, sha256: 'a'.repeat(64) }],
  };
  return {
    about: 'Signed update manifests (keyward-update+jws).',
    pinned: [FIRST.publicKey, POINT.publicKey],
    cases: [
      { name: 'a manifest', jws: signAs(FIRST, SIGNED_UPDATE, manifest), claims: manifest },
      { name: 'a manifest signed with ES256', jws: signAs(POINT, SIGNED_UPDATE, manifest), claims: manifest },
      ...wrongJws(SIGNED_UPDATE, manifest),
    ],
  };
}

export function airGap() {
  const devices = [
    ['ASCII', KEY, FINGERPRINT],
    ['the longest fingerprint', KEY, 'f'.repeat(86)],
    ['characters that JSON escapes', 'a"b\\c', 'd/"\\'],
    ['other characters', 'schlüssel', 'gerät'],
  ] as const;
  return {
    about:
      'Air gap: requests for a license file, and codes that release the seat of its device. Refused ones were made with another license key, or have another proof, or are malformed.',
    cases: devices.map(([name, license_key, fingerprint]) => ({
      name,
      license_key,
      fingerprint,
      nonce: REQUEST_NONCE,
      jti: JTI,
      offline_request: requestOf({ k: hintOf(license_key), f: fingerprint, n: REQUEST_NONCE }),
      release_code: releaseOf({ k: hintOf(license_key), f: fingerprint, s: proofOf(license_key, fingerprint) }),
    })),
    refused: refusedCodes().map((refused) => ({ ...refused, license_key: KEY, jti: JTI })),
  };
}

type AirGapError = 'malformed' | 'license_key' | 'proof';
const REQUEST_NONCE = 'aB3-_xYz01234567';

const requestOf = (fields: object) => `KWR1.${base64url(JSON.stringify(fields))}`;
const releaseOf = (fields: object) => `KWX1.${base64url(JSON.stringify(fields))}`;
const hintOf = (key: string) => createHash('sha256').update(key).digest('base64url').slice(0, 22);
const proofOf = (key: string, fingerprint: string, jti = JTI) =>
  createHmac('sha256', key).update(`keyward release ${fingerprint} ${jti}`).digest('base64url').slice(0, 22);

/** What the server refuses, and why. */
function refusedCodes(): ({ name: string; error: AirGapError } & (
  { offline_request: string } | { release_code: string }
))[] {
  const request = { k: hintOf(KEY), f: FINGERPRINT, n: REQUEST_NONCE };
  const release = { k: hintOf(KEY), f: FINGERPRINT, s: proofOf(KEY, FINGERPRINT) };
  const requests: [string, string, AirGapError][] = [
    ['a request with another license key', requestOf({ ...request, k: hintOf('another') }), 'license_key'],
    ['a request with a short nonce', requestOf({ ...request, n: 'short' }), 'malformed'],
    ['a request without a fingerprint', requestOf({ ...request, f: '' }), 'malformed'],
    ['a request with too long a fingerprint', requestOf({ ...request, f: 'f'.repeat(87) }), 'malformed'],
    ['a request with another field', requestOf({ ...request, x: 1 }), 'malformed'],
    ['a release code for a request', releaseOf(release), 'malformed'],
  ];
  const releases: [string, string, AirGapError][] = [
    ['a release code with another license key', releaseOf({ ...release, k: hintOf('another') }), 'license_key'],
    ['a release code for another device', releaseOf({ ...release, f: 'another' }), 'proof'],
    ['a release code of another file', releaseOf({ ...release, s: proofOf(KEY, FINGERPRINT, LICENSE) }), 'proof'],
    ['a release code by another key', releaseOf({ ...release, s: proofOf('another', FINGERPRINT) }), 'proof'],
    ['a release code without a proof', releaseOf({ ...release, s: '' }), 'proof'],
    ['a release code with another field', releaseOf({ ...release, x: 1 }), 'malformed'],
    ['a request for a release code', requestOf(request), 'malformed'],
  ];
  return [
    ...requests.map(([name, offline_request, error]) => ({ name, offline_request, error })),
    ...releases.map(([name, release_code, error]) => ({ name, release_code, error })),
  ];
}

import { createHash } from 'node:crypto';
import {
  ENDORSEMENT,
  SIGNED_ANSWER,
  SIGNED_LICENSE_FILE,
  SIGNED_UPDATE,
  SIGNED_VERDICT,
} from '../../src/core/platform/signing-keys/signed-types';
import { fixedKey, type FixedKey, fixedPoint, flipped, signAs, signText } from './signing';

/** Of the vendor. */
const [VENDOR, STRANGER] = [fixedKey('first'), fixedKey('foreign')];
const VENDOR_POINT = fixedPoint('point');
/** Of relays. */
const [RELAY, OTHER_RELAY] = [fixedKey('relay'), fixedKey('other relay')];
const RELAY_POINT = fixedPoint('relay point');

const CERTIFICATE = 'keyward-relay+jws';
const NOW = 1_800_000_000;
const HOUR = 3_600;
const DAY = 24 * HOUR;
const END = NOW + 10 * DAY;
const KEY = 'Q7RD-K2LM-9XWE-4TUB';
const FINGERPRINT = 'b1946ac92492d2347c6235b4d2611184';
const ID = '0190c6a1-7b5e-7c3d-9f21-3a5b8c7d9e20';
const OTHER_ID = '0190c6a1-7b5e-7c3d-9f21-3a5b8c7d9e21';
const LICENSE = '0190c6a1-7b5e-7c3d-9f21-3a5b8c7d9e10';
const NONCE = 'Zm9ybWF0cy10ZXN0LW5vbmNl';
const KEY_HASH = hashOf(KEY);

const CERTIFIED = {
  ver: 1,
  iss: 'https://licenses.example.com',
  jti: '7d444840-9dc0-11d1-b245-5ffdce74fad3',
  iat: NOW - DAY,
  nbf: NOW - DAY,
  exp: END,
  relay: { id: ID, name: 'Plant 4', key: jwk(RELAY) },
  product: 'editor',
  license: LICENSE,
  key_hash: KEY_HASH,
  pool: { sessions: 20, activations: 5, meters: { exports: 100 } },
};

const VERDICT = {
  iss: CERTIFIED.iss,
  iat: NOW,
  exp: NOW + 300,
  jti: '7d444840-9dc0-11d1-b245-5ffdce74fad2',
  nonce: NONCE,
  op: 'validate',
  relay: ID,
  product: 'editor',
  license: LICENSE,
  key_hash: KEY_HASH,
  fingerprint: FINGERPRINT,
  valid: true,
  code: 'VALID',
  features: ['export'],
  max_users: 5,
  expires_at: NOW + 90 * DAY,
  next_check: NOW + HOUR,
  offline_until: END,
};
const USED = {
  iss: CERTIFIED.iss,
  iat: NOW,
  exp: NOW + 300,
  jti: VERDICT.jti,
  nonce: NONCE,
  op: 'usage',
  relay: ID,
  key_hash: KEY_HASH,
  fingerprint: FINGERPRINT,
  status: 200,
  code: null,
  items: [{ meter: 'exports', amount: 3 }],
};
const SESSION = { id: LICENSE, expires_at: NOW + 900 };

/** What a program asked for, and when. */
const ASKED = { product: 'editor', license_key: KEY, now: NOW + 2 };

type RelayError = 'relay_chain' | 'relay_expired' | 'malformed';
interface RelayCase {
  readonly name: string;
  readonly typ: string;
  readonly jws: string;
  readonly request: typeof ASKED | { readonly product: string; readonly license_key: null; readonly now: number };
  readonly claims?: object;
  readonly error?: RelayError;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function jwk({ kid, publicKey: x }: FixedKey) {
  return { kty: 'OKP', crv: 'Ed25519', x, kid };
}

const certificate = (change: object = {}, signer = VENDOR, typ = CERTIFICATE) =>
  signAs(signer, typ, { ...CERTIFIED, ...change });

/** The header and the claims of an answer, signed as the relay signs. */
function signed(
  { typ = SIGNED_VERDICT, kid = RELAY.kid, alg = 'EdDSA', chain = [certificate()] as unknown, ...more },
  claims: object,
  signer = RELAY,
): string {
  return signText(JSON.stringify({ alg, kid, typ, chain, ...more }), JSON.stringify(claims), signer);
}

const verdict = (change: object, chain: unknown = [certificate()]) => signed({ chain }, { ...VERDICT, ...change });

function right(): RelayCase[] {
  const session = { op: 'session', session: { ...SESSION, borrowed_until: END } };
  const update = { ...USED, op: 'update', key_hash: null, items: undefined };
  const token = { ...USED, key_hash: hashOf('token'), fingerprint: null };
  const cases: [string, string, object, object?][] = [
    ['a yes of a relay', verdict({}), VERDICT],
    ['certified with ES256', verdict({}, [certificate({}, VENDOR_POINT)]), VERDICT],
    ['a session that is borrowed until the end', verdict(session), { ...VERDICT, ...session }],
    ['a no of a relay', verdict({ valid: false, code: 'EXPIRED', offline_until: null }), {}],
    ['in the last second of the certificate', verdict({ exp: END }), {}, { ...ASKED, now: END }],
    ['by a clock that is an hour behind', verdict({}, [certificate({ nbf: NOW + HOUR })]), {}, { ...ASKED, now: NOW }],
    ['by a clock that is years behind', verdict({}), {}, { ...ASKED, now: 86_400 }],
    ['for one machine', verdict({}, [certificate({ relay: { ...CERTIFIED.relay, machine: hashOf('host') } })]), {}],
  ];
  const answers: [string, object, object][] = [
    ['usage at a relay', USED, ASKED],
    ['an answer about no license key', update, { ...ASKED, license_key: null }],
    ['an answer about a token', token, { ...ASKED, license_key: null }],
  ];
  return [
    ...cases.map(([name, jws, claims, request = ASKED]) => ({
      name,
      typ: SIGNED_VERDICT,
      jws,
      request: request as typeof ASKED,
      ...(Object.keys(claims).length > 0 && { claims }),
    })),
    ...answers.map(([name, claims, request]) => ({
      name,
      typ: SIGNED_ANSWER,
      jws: signed({ typ: SIGNED_ANSWER }, claims),
      request: request as typeof ASKED,
      claims: JSON.parse(JSON.stringify(claims)) as object,
    })),
  ];
}

/** Of the certificate. */
function wrongCertificates(): [string, string][] {
  const [header = '', payload = '', signature = ''] = certificate().split('.');
  const pool = JSON.stringify({ ...CERTIFIED, pool: { sessions: 2_000 } });
  const edited = `${header}.${Buffer.from(pool).toString('base64url')}.${signature}`;
  const key = (change: object) => certificate({ relay: { ...CERTIFIED.relay, key: { ...jwk(RELAY), ...change } } });
  return [
    ['a certificate by a key that is not pinned', certificate({}, STRANGER)],
    ['a certificate by a stranger in the name of a pinned key', certificate({}, { ...STRANGER, kid: VENDOR.kid })],
    ['a certificate by the relay itself', certificate({}, RELAY)],
    ['a certificate whose pool was edited', edited],
    ['a certificate of which a bit is changed', flipped(`${header}.${payload}.${signature}`, 2)],
    ['a certificate signed as a license file', certificate({}, VENDOR, SIGNED_LICENSE_FILE)],
    ['a certificate signed as an endorsement', certificate({}, VENDOR, ENDORSEMENT)],
    ['a certificate with a chain of its own', signed({ typ: CERTIFICATE }, CERTIFIED)],
    ['a certificate of another version', certificate({ ver: 2 })],
    ['a certificate for another key', key(jwk(OTHER_RELAY))],
    ['a certificate for another kid', key({ kid: OTHER_RELAY.kid })],
    ['a certificate for the same kid with another key', key({ x: OTHER_RELAY.publicKey })],
    ['a certificate for a key of another curve', key({ crv: 'X25519' })],
    ['a certificate for a key of 31 bytes', key({ x: Buffer.alloc(31, 7).toString('base64url') })],
    ['a certificate for no key', certificate({ relay: { id: ID, name: 'Plant 4' } })],
    ['a certificate for no relay', certificate({ relay: null })],
    ['a certificate without an end', certificate({ exp: undefined })],
    ['a certificate whose end is text', certificate({ exp: String(END) })],
    ['a certificate of another product', certificate({ product: 'viewer' })],
    ['a certificate of another license key', certificate({ key_hash: hashOf('another') })],
    ['a certificate that does not hold yet', certificate({ iat: NOW, nbf: NOW + HOUR + 60 })],
    ['no certificate', ''],
  ];
}

function wrongAnswers(): [string, string][] {
  const one = certificate();
  const { chain: _, ...rest } = { chain: [one], alg: 'EdDSA', kid: RELAY.kid, typ: SIGNED_VERDICT };
  const text = JSON.stringify(VERDICT);
  const headed = (header: object | string) =>
    signText(typeof header === 'string' ? header : JSON.stringify(header), text, RELAY);
  const point = signed({ alg: 'ES256', kid: RELAY_POINT.kid }, VERDICT, RELAY_POINT);
  const session = (change: object) => verdict({ op: 'session', session: { ...SESSION, ...change } });
  return [
    ['signed by another key in the name of the relay', signed({}, VERDICT, OTHER_RELAY)],
    ['signed by another relay with this certificate', signed({ kid: OTHER_RELAY.kid }, VERDICT, OTHER_RELAY)],
    ['signed by the vendor in the name of the relay', signed({}, VERDICT, VENDOR)],
    ['signed by the vendor with a chain', signed({ kid: VENDOR.kid }, VERDICT, VENDOR)],
    ['signed by a relay with ES256', point],
    ['a bit of the claims is changed', flipped(signed({}, VERDICT), 1, 20)],
    ['two certificates', verdict({}, [one, one])],
    ['a certificate by a relay', verdict({}, [certificate({}, RELAY), one])],
    ['an empty chain', verdict({}, [])],
    ['a chain that is text', verdict({}, one)],
    ['a chain of another type', verdict({}, [7])],
    ['a chain that is null', verdict({}, null)],
    ['the header has crit', signed({ crit: ['exp'] }, VERDICT)],
    ['the header has another order', headed({ chain: [one], ...rest })],
    ['the header has a space', headed(JSON.stringify({ ...rest, chain: [one] }).replace(',"chain"', ', "chain"'))],
    ['signed as an answer without a verdict', signed({ typ: SIGNED_ANSWER }, VERDICT)],
    ['the claims are a list', signed({}, [])],
    ['the claim relay is that of another', verdict({ relay: OTHER_ID })],
    ['the claim relay is missing', verdict({ relay: undefined })],
    ['exp is beyond the certificate', verdict({ exp: END + 1 })],
    ['exp is missing', verdict({ exp: undefined })],
    ['offline_until is beyond the certificate', verdict({ offline_until: END + 1 })],
    ['offline_until is text', verdict({ offline_until: String(END) })],
    ['the session ends beyond the certificate', session({ expires_at: END + 1 })],
    ['the session is borrowed beyond the certificate', session({ borrowed_until: END + 1 })],
  ];
}

/** Which no relay may sign. */
const ELSEWHERE = [SIGNED_LICENSE_FILE, SIGNED_UPDATE, ENDORSEMENT];

export function relays() {
  const wrong = [
    ...wrongCertificates().map(([name, chain]) => [name, verdict({}, [chain])] as const),
    ...wrongAnswers(),
  ];
  const cases: RelayCase[] = [
    ...right(),
    ...wrong.map(([name, jws]) => ({
      name,
      typ: SIGNED_VERDICT,
      jws,
      request: ASKED,
      error: 'relay_chain' as const,
    })),
    {
      name: 'the certificate has ended',
      typ: SIGNED_VERDICT,
      jws: verdict({}),
      request: { ...ASKED, now: END + 1 },
      error: 'relay_expired',
    },
    {
      name: 'the certificate has ended for an answer without a verdict',
      typ: SIGNED_ANSWER,
      jws: signed({ typ: SIGNED_ANSWER }, USED),
      request: { ...ASKED, now: END + DAY },
      error: 'relay_expired',
    },
    ...ELSEWHERE.map((typ) => ({
      name: `a chain in ${typ}`,
      typ,
      jws: signed({ typ }, VERDICT),
      request: ASKED,
      error: 'malformed' as const,
    })),
  ];
  return {
    about:
      'Answers signed by a relay under the certificate in their header. `typ` is the type that the client expects; clocks may differ by an hour.',
    pinned: [VENDOR.publicKey, VENDOR_POINT.publicKey],
    relay: { id: ID, name: CERTIFIED.relay.name, until: END },
    cases,
  };
}

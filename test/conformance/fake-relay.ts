import { createHash } from 'node:crypto';
import { fixedKey, signAs, signText } from '../vectors/signing';

/**
 * - `relay`: answers are signed by a relay, whose certificate by the first key ends in two days
 * - `relay_ended`: its certificate has ended
 * - `relay_stranger`: its certificate is by a key that no program pins
 * - `relay_prolonged`: it signs times beyond the end of its certificate
 */
export type RelayNetwork = 'relay' | 'relay_ended' | 'relay_stranger' | 'relay_prolonged';

const [VENDOR, STRANGER, RELAY] = [fixedKey('first'), fixedKey('foreign'), fixedKey('relay')];
const NETWORKS: readonly string[] = [
  'relay',
  'relay_ended',
  'relay_stranger',
  'relay_prolonged',
] satisfies RelayNetwork[];
const HOUR = 3_600;
const DAY = 24 * HOUR;
const ID = '0190c6a1-7b5e-7c3d-9f21-3a5b8c7d9e20';

type Claims = Readonly<Record<string, unknown>>;

export function isRelayed(network: string): network is RelayNetwork {
  return NETWORKS.includes(network);
}

/** The claims of the server, signed by a relay that answers a call with this body. */
export function signedByRelay(network: RelayNetwork, signed: string, question: string): string {
  const [{ typ }, claims] = signed
    .split('.', 2)
    .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString())) as [{ typ: string }, Claims];
  const end = Number(claims.iat) + (network === 'relay_ended' ? -2 * HOUR : 2 * DAY);
  const certificate = certificateOf(claims, JSON.parse(question) as Claims, end, network);
  const header = { alg: 'EdDSA', kid: RELAY.kid, typ, chain: [certificate] };
  const said = network === 'relay_prolonged' ? { ...claims, exp: end + 1 } : bounded(claims, end);
  return signText(JSON.stringify(header), JSON.stringify({ ...said, relay: ID }), RELAY);
}

function certificateOf(claims: Claims, asked: Claims, end: number, network: RelayNetwork): string {
  const { kid, publicKey: x } = RELAY;
  const key = asked.license_key;
  const nbf = Number(claims.iat) - 3 * DAY;
  return signAs(network === 'relay_stranger' ? STRANGER : VENDOR, 'keyward-relay+jws', {
    ver: 1,
    iss: 'test',
    jti: ID,
    // A pool that was issued a month before it begins.
    iat: nbf - 30 * DAY,
    nbf,
    exp: end,
    relay: { id: ID, name: 'Plant 4', key: { kty: 'OKP', crv: 'Ed25519', x, kid } },
    product: claims.product ?? asked.product ?? 'v2-default',
    license: ID,
    // A call that names a token is about the license key in its verdict.
    key_hash: typeof key === 'string' ? createHash('sha256').update(key).digest('hex') : claims.key_hash,
    pool: { sessions: 2, activations: 2 },
  });
}

function bounded(claims: Claims, end: number): Claims {
  const { session, offline_until: offline } = claims;
  const earlier = (holder: Claims, names: readonly string[]): Claims =>
    Object.fromEntries(
      Object.entries(holder).map(([name, value]) => [
        name,
        names.includes(name) ? Math.min(Number(value), end) : value,
      ]),
    );
  return {
    ...earlier(claims, offline === null || offline === undefined ? ['exp'] : ['exp', 'offline_until']),
    ...(session !== undefined && { session: earlier(session as Claims, ['expires_at', 'borrowed_until']) }),
  };
}

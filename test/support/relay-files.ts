import { createHash, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';

interface Keys {
  readonly privateKey: KeyObject;
  readonly x: string;
  readonly kid: string;
}

/** An Ed25519 key, with its id as the server makes it. */
export function ed25519Keys(): Keys {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const { x = '' } = publicKey.export({ format: 'jwk' });
  return { privateKey, x, kid: kidOf(x) };
}

/** The id of a public key in base64url. */
export function kidOf(x: string): string {
  return createHash('sha256').update(Buffer.from(x, 'base64url')).digest('base64url').slice(0, 8);
}

interface FileParts {
  readonly kind?: 'relay' | 'program';
  readonly key?: string;
  readonly claims?: object;
  readonly terms?: object;
}

/** A vendor who issues files for one relay. */
export class RelayVendor {
  readonly keys = ed25519Keys();
  readonly license = randomUUID();
  readonly licenseKey = `RELAY-${randomUUID()}`;
  readonly relay = randomUUID();

  /** A file for a relay or a program. Without `key`, that of the relay, which the file then contains. */
  file({ kind = 'relay', key, claims = {}, terms = {} }: FileParts = {}): string {
    const own = key === undefined ? RELAY_KEY : undefined;
    const x = key ?? RELAY_KEY.x;
    const now = Math.floor(Date.now() / 1000);
    const jti = randomUUID();
    const certificate = this.sign(`keyward-${kind}+jws`, {
      ver: 1,
      iss: 'https://licenses.example.com',
      jti,
      iat: now,
      nbf: now,
      exp: now + 30 * 86_400,
      relay: { id: this.relay, name: 'Plant 7', key: { kty: 'OKP', crv: 'Ed25519', x, kid: kidOf(x) } },
      product: 'cad',
      license: this.license,
      key_hash: createHash('sha256').update(this.licenseKey).digest('hex'),
      pool: { sessions: 40 },
      ...claims,
    });
    const license = this.sign('keyward-relay-license+jws', {
      ver: 1,
      jti,
      license_key: this.licenseKey,
      license: this.license,
      product: { reference: 'cad', name: 'CAD' },
      policy: { bind_on_check: true, session_lease: 120 },
      license_fields: { features: ['export'], entitlements: { layers: 12 }, max_users: null, expires_at: null },
      vendor_url: null,
      report_hours: null,
      keys: { keys: [{ kty: 'OKP', crv: 'Ed25519', x: this.keys.x, kid: this.keys.kid }] },
      ...terms,
    });
    const pem = own?.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
    return `${JSON.stringify({ [`keyward_${kind}`]: 1, certificate, license, ...(pem && { private_key: pem }) }, null, 1)}\n`;
  }

  /** Options of a ledger with a file that grants 0.3 of a credit with so many decimals from a time on, in milliseconds since 1970. */
  grantOfCredit(from: number, decimals: number): { file: string; product: string; keys: readonly string[] } {
    const iat = Math.floor(from / 1000);
    const claims = { iat, nbf: iat, exp: iat + 30 * 86_400, pool: { meters: { ai: '0.3' } } };
    const terms = { license_fields: { decimals: { ai: decimals } } };
    return { file: this.file({ kind: 'program', claims, terms }), product: 'cad', keys: [this.keys.x] };
  }

  private sign(typ: string, claims: object): string {
    return jws({ alg: 'EdDSA', kid: this.keys.kid, typ }, claims, this.keys.privateKey);
  }
}

const RELAY_KEY = ed25519Keys();

/** A compact JWS. */
export function jws(header: object, claims: object, key: KeyObject): string {
  const text = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${text}.${sign(null, Buffer.from(text), key).toString('base64url')}`;
}

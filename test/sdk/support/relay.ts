import { createHash, randomUUID, sign } from 'node:crypto';
import { type Key, newKey, type SigningServer } from './signing-server';

const DAY = 86_400;

/** A relay in the customer's network, certified by a vendor's server. It answers as that server does. */
export class Relay {
  readonly id = randomUUID();
  readonly name = 'Plant 4';
  /** Seconds by which its clock is behind. */
  behind = 0;
  readonly #key: Key = newKey();
  #certificate = '';
  /** Seconds since 1970. */
  #end = 0;

  constructor(private readonly vendor: SigningServer) {
    this.certify();
  }

  get until(): Date {
    return new Date(this.#end * 1000);
  }

  /** A certificate from now on; other properties replace its claims. */
  certify({
    days = 10,
    signer = this.vendor,
    ...change
  }: { days?: number; signer?: SigningServer; [claim: string]: unknown } = {}): void {
    const { license, seconds } = this.vendor;
    const { kid, x } = this.#key;
    this.#end = seconds + days * DAY;
    this.#certificate = signer.sign('keyward-relay+jws', {
      ver: 1,
      iss: 'keyward',
      jti: randomUUID(),
      iat: seconds,
      nbf: seconds,
      exp: this.#end,
      relay: { id: this.id, name: this.name, key: { kty: 'OKP', crv: 'Ed25519', x, kid } },
      product: license.product,
      license: license.id,
      key_hash: createHash('sha256').update(license.key).digest('hex'),
      pool: { activations: 5 },
      ...change,
    });
  }

  /** Answers of the server are signed by this relay from now on. */
  answer(): void {
    const { sign: signByVendor } = this.vendor;
    this.vendor.sign = (typ, claims, key) =>
      /^keyward-(verdict|answer)/.test(typ)
        ? this.#signed(typ, claims)
        : signByVendor.call(this.vendor, typ, claims, key);
  }

  #signed(typ: string, claims: Record<string, unknown>): string {
    const { iat, exp, offline_until: offline } = claims as Record<string, number | null>;
    const times = { iat: Number(iat) - this.behind, exp: Math.min(Number(exp) - this.behind, this.#end) };
    const bounded = offline ? { offline_until: Math.min(offline, this.#end) } : {};
    const header = { alg: 'EdDSA', kid: this.#key.kid, typ, chain: [this.#certificate] };
    const text = [header, { ...claims, ...times, ...bounded, relay: this.id }]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    return `${text}.${sign(null, Buffer.from(text), this.#key.privateKey).toString('base64url')}`;
  }
}

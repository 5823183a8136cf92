import type { SigningKey } from '../signing-key.entity';

/** A public key as in RFC 8037. */
export class JwkDto {
  /** @example "OKP" */
  kty!: string;
  /** @example "Ed25519" */
  crv!: string;
  /**
   * Id of the key, which signed texts name in their header.
   * @example "dGhpcyBp"
   */
  kid!: string;
  /**
   * The 32 bytes of the public key in base64url.
   * @example "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
   */
  x!: string;
  /** @example "EdDSA" */
  alg!: string;
  /** @example "sig" */
  use!: string;

  static from({ kid, publicKey }: SigningKey): JwkDto {
    return { kty: 'OKP', crv: 'Ed25519', kid, x: publicKey, alg: 'EdDSA', use: 'sig' };
  }
}

/** A JSON Web Key Set. */
export class JwkSetDto {
  /** At most 100 keys, newest first. */
  keys!: JwkDto[];
}

import type { SigningKey } from '../signing-key.entity';
import type { PublishedKeys } from '../signing-keys.service';

/** A public key as in RFC 8037. */
export class JwkDto {
  /**
   * Key type.
   * @example "OKP"
   */
  kty!: string;
  /**
   * Curve of the key.
   * @example "Ed25519"
   */
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
  /**
   * Signature algorithm.
   * @example "EdDSA"
   */
  alg!: string;
  /**
   * Use of the key: signatures.
   * @example "sig"
   */
  use!: string;
  /**
   * This key, signed by the key that was active before it: a JWS of type `keyward-endorsement+jws` with the claims `iss`, `iat`, `kid` and
   * `x`. An app that trusts the key before may trust this one. Omitted for the first key of the installation.
   */
  endorsement?: string;

  static from({ kid, publicKey, endorsement }: Pick<SigningKey, 'kid' | 'publicKey' | 'endorsement'>): JwkDto {
    const key = { kty: 'OKP', crv: 'Ed25519', kid, x: publicKey, alg: 'EdDSA', use: 'sig' };
    return endorsement === null ? key : { ...key, endorsement };
  }
}

/** A JSON Web Key Set. */
export class JwkSetDto {
  /** Keys that verify: the active one first, then those that it replaced and that were not revoked; at most 200. */
  keys!: JwkDto[];

  /**
   * The ids of these keys and of the revoked ones, signed by the active key: a JWS of type `keyward-keys+jws` with the claims
   * `iss`, `iat`, `exp` (a day later), `kids` and `revoked`.
   */
  signed!: string;

  static from({ keys, signed }: PublishedKeys): JwkSetDto {
    return { keys: keys.map((key) => JwkDto.from(key)), signed };
  }
}

import { ApiPropertyOptional } from '@nestjs/swagger';
import type { SigningKey } from '../signing-key.entity';
import { publicJwk } from '../signing-key-pair';
import type { PublishedKeys } from '../signing-keys.service';

/** A public key as in RFC 8037 or, with ES256, RFC 7518. */
export class JwkDto {
  /**
   * Key type: `OKP` with EdDSA, `EC` with ES256.
   * @example "OKP"
   */
  kty!: string;
  /**
   * Curve of the key: `Ed25519` or `P-256`.
   * @example "Ed25519"
   */
  crv!: string;
  /**
   * Id of the key, which signed texts name in their header.
   * @example "dGhpcyBp"
   */
  kid!: string;
  /**
   * 32 bytes in base64url: with EdDSA the whole public key, with ES256 a coordinate.
   * @example "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
   */
  x!: string;
  /** The other coordinate. Only with ES256. */
  y?: string;
  /**
   * The public key in base64url, for apps that pin it: 43 characters with EdDSA, 87 with ES256.
   * @example "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
   */
  public_key!: string;
  /**
   * Signature algorithm: `EdDSA` or `ES256`.
   * @example "EdDSA"
   */
  alg!: string;
  /**
   * Use of the key: signatures.
   * @example "sig"
   */
  use!: string;
  /**
   * This key, signed by the key of its algorithm that was active before it: a JWS of type `keyward-endorsement+jws` with the claims
   * `iss`, `iat`, `kid` and `x`, or `public_key` with ES256. An app that trusts the key before may trust this one. Omitted for the
   * first key of its algorithm.
   */
  endorsement?: string;

  static from(signingKey: Pick<SigningKey, 'alg' | 'kid' | 'publicKey' | 'endorsement'>): JwkDto {
    const { alg, kid, publicKey, endorsement } = signingKey;
    const key = { ...publicJwk(signingKey), kid, public_key: publicKey, alg, use: 'sig' };
    return endorsement === null ? key : { ...key, endorsement };
  }
}

/** A JSON Web Key Set. */
export class JwkSetDto {
  /**
   * Keys that verify: those of EdDSA, then those of ES256, each with the active one first and those after it that were not revoked; at
   * most 200.
   */
  keys!: JwkDto[];

  /**
   * The ids of these keys and of the revoked ones, signed by the active key of EdDSA: a JWS of type `keyward-keys+jws` with the
   * claims `iss`, `iat`, `exp` (a day later), `kids`, `revoked` and, if there are some, `other_keys`: the `public_key` of each key
   * of another algorithm. An app that trusts the key that signed may trust these.
   */
  signed!: string;

  @ApiPropertyOptional({ description: 'The same list, signed by the active key of ES256. Omitted without one.' })
  signed_es256?: string;

  static from({ keys, signed }: PublishedKeys): JwkSetDto {
    const es256 = signed.get('ES256');
    return {
      keys: keys.map((key) => JwkDto.from(key)),
      signed: signed.get('EdDSA') ?? '',
      ...(es256 !== undefined && { signed_es256: es256 }),
    };
  }
}

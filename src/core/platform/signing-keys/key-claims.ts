/** Claims of a new signing key (`keyward-endorsement+jws`), signed by the key of its algorithm that was active before it. Times are seconds since 1970. */
export interface KeyRotationProof {
  /** `PUBLIC_URL` at the time, else the installation's id. */
  readonly iss: string;
  readonly iat: number;
  readonly kid: string;
  /** The 32 bytes of an Ed25519 key in base64url. */
  readonly x?: string;
  /** A key of another algorithm: the 65 bytes of an uncompressed point of P-256 in base64url. */
  readonly public_key?: string;
}

/** Claims of the list of signing keys (`keyward-keys+jws`), signed by the active key of an algorithm. */
export interface KeyListClaims {
  readonly iss: string;
  readonly iat: number;
  readonly exp: number;
  /** Keys that verify signatures, including the active ones. */
  readonly kids: readonly string[];
  /** Keys whose signatures are no longer valid. */
  readonly revoked: readonly string[];
  /** The public keys of other algorithms that verify signatures, in base64url. Omitted if there are none. */
  readonly other_keys?: readonly string[];
}

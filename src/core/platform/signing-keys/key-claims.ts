/** Claims of a new signing key (`keyward-endorsement+jws`), signed by the key that was active before it. Times are seconds since 1970. */
export interface KeyRotationProof {
  /** `PUBLIC_URL` at the time, else the installation's id. */
  readonly iss: string;
  readonly iat: number;
  readonly kid: string;
  /** The 32 bytes of the public key in base64url. */
  readonly x: string;
}

/** Claims of the list of signing keys (`keyward-keys+jws`), signed by the active key. */
export interface KeyListClaims {
  readonly iss: string;
  readonly iat: number;
  readonly exp: number;
  /** Keys that verify signatures, including the active one. */
  readonly kids: readonly string[];
  /** Keys whose signatures are no longer valid. */
  readonly revoked: readonly string[];
}

/** Data for verifying a downloaded file. */
export interface Integrity {
  readonly size: number;
  /** Lower-case hex. */
  readonly sha256: string;
  /** Omitted if a product or version name cannot be written in a manifest. */
  readonly signature?: Signature;
}

/** Signature of the files of a version. */
export interface Signature {
  readonly algorithm: 'ed25519';
  /** Id of the published key that verifies the signature. */
  readonly keyId: string;
  /** Signature of the manifest, in base64. */
  readonly value: string;
  /** Signed text, byte for byte. */
  readonly manifest: string;
}

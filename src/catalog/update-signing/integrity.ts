/** How a program makes sure that it got the file that was published, and whole. */
export interface Integrity {
  readonly size: number;
  /** In lower-case hex. */
  readonly sha256: string;
  /** Left out where the names of product and version cannot stand in a manifest. */
  readonly signature?: Signature;
}

export interface Signature {
  readonly algorithm: 'ed25519';
  /** Which of the published keys it verifies with. */
  readonly keyId: string;
  /** Of the manifest, in base64. */
  readonly value: string;
  /** What is signed, byte for byte. */
  readonly manifest: string;
}

/** How a program makes sure that it got the file that was published, and whole: as it stands in an answer. */
export interface Integrity {
  readonly file_size: number;
  readonly checksum: Checksum;
  /** Left out where the names of product and version cannot stand in a manifest. */
  readonly signature?: Signature;
}

export interface Checksum {
  readonly algo: 'sha256';
  /** In lower-case hex. */
  readonly value: string;
}

export interface Signature {
  readonly algo: 'ed25519';
  /** Which of the published keys it verifies with. */
  readonly key_id: string;
  /** Of the manifest, in base64. */
  readonly value: string;
  /** What is signed, byte for byte. */
  readonly manifest: string;
}

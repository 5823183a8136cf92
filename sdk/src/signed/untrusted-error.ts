/**
 * Why something signed is not trusted:
 * - `malformed`: it is not in the documented form
 * - `algorithm`: it names an algorithm other than EdDSA and ES256, or than that of the key; where it is encrypted, other than dir with
 *   A256GCM
 * - `type`: it is signed, but as something else
 * - `unknown_key`: no pinned key, nor one that follows from a pinned key, signed it
 * - `revoked_key`: the key that signed it was revoked
 * - `signature`: it was changed, or somebody else signed it
 * - `decryption`: it was changed, or encrypted for another license key or device
 * - `relay_chain`: a relay signed it, without a certificate for it that follows from a pinned key and holds now
 * - `relay_expired`: the certificate of the relay that signed it has ended
 */
export type UntrustedReason =
  | 'malformed'
  | 'algorithm'
  | 'type'
  | 'unknown_key'
  | 'revoked_key'
  | 'signature'
  | 'decryption'
  | 'relay_chain'
  | 'relay_expired';

/** Something that should be signed by the license server is not to be trusted. */
export class UntrustedError extends Error {
  override readonly name = 'UntrustedError';

  constructor(
    readonly reason: UntrustedReason,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}

export function malformed(message: string, cause?: unknown): UntrustedError {
  return new UntrustedError('malformed', message, { cause });
}

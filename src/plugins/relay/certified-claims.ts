import { SIGNED_ANSWER, SIGNED_VERDICT } from '../../core/platform/internal';
import type { RelayFile } from './cli/relay-file';

/** Types that programs verify by the certificate; anything else, a relay signs by its key alone. */
const CERTIFIED = new Set([SIGNED_VERDICT, SIGNED_ANSWER]);

interface BoundedClaims {
  readonly exp?: number;
  readonly offline_until?: number | null;
  readonly session?: { readonly expires_at: number; readonly borrowed_until?: number };
}

interface CertifiedAnswer {
  readonly header: { readonly chain: readonly string[] };
  readonly claims: object;
}

/** The claims of an answer as the vendor's, none of which outlives the certificate; undefined for what is signed as it is. */
export function certified(
  { certificate, claims: of }: RelayFile,
  typ: string,
  claims: object,
): CertifiedAnswer | undefined {
  if (!CERTIFIED.has(typ)) {
    return undefined;
  }
  const { exp, offline_until: offline, session } = claims as BoundedClaims;
  const until = (time: number): number => Math.min(time, of.exp);
  const bounded = {
    ...claims,
    iss: of.iss,
    ...(exp !== undefined && { exp: until(exp) }),
    ...(typeof offline === 'number' && { offline_until: until(offline) }),
    ...(session && {
      session: {
        ...session,
        expires_at: until(session.expires_at),
        ...(session.borrowed_until !== undefined && { borrowed_until: until(session.borrowed_until) }),
      },
    }),
    relay: of.relay.id,
  };
  return { header: { chain: [certificate] }, claims: bounded };
}

import type { IncomingHttpHeaders } from 'node:http';

// app/controllers/concerns/signature_headers.rb and signature_methods.rb of https://github.com/keygen-sh/keygen-api.
const ACCEPTED = /^(?:keyid="([^"]+)")?(?:\s*,\s*)?algorithm="([^"]+)"(?:\s*;\s*)?$/i;

/** Why the requested signature cannot be made; undefined if it can. */
export function signatureFault(
  { 'keygen-accept-signature': accepted }: IncomingHttpHeaders,
  account: string | undefined,
): string | undefined {
  if (accepted === undefined || accepted === '') {
    return undefined;
  }
  const [form, keyid = account, algorithm = ''] = ACCEPTED.exec(accepted.toString()) ?? [];
  if (form === undefined) {
    return 'malformed';
  }
  if (algorithm.toLowerCase() !== 'ed25519') {
    return 'unsupported algorithm';
  }
  return keyid === account ? undefined : 'keyid not found';
}

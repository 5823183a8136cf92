import { currentRequest } from '../../common/http/request-context';
import type { SigningAlg } from '../../platform/signing-keys/signing-alg';

declare module '../../common/http/request-context' {
  interface RequestContext {
    /** The algorithm of the product that the call is about; null or undefined for the installation's. */
    signingAlg?: SigningAlg | null;
  }
}

/** Tells with which algorithm an answer without a verdict is signed. */
export function noteSigningAlg(
  product: { readonly signingAlg: SigningAlg | null } | undefined,
  request = currentRequest(),
): void {
  if (request) {
    request.signingAlg = product?.signingAlg;
  }
}

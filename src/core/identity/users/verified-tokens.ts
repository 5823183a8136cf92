import type { JWTPayload } from 'jose';

type Claims = JWTPayload & { readonly exp: number };

const MAX_TOKENS = 1_000;

/**
 * The claims of tokens whose signature was right. Verifying one takes a round trip through a thread, and a program or a person
 * sends the same one with every request. Whether it has expired, and who issued it, is for the caller to compare each time.
 */
export class VerifiedTokens {
  private readonly claims = new Map<string, Claims>();
  private secret = '';

  /** @param secret that the signature must have been made with */
  find(token: string, secret: string): Claims | undefined {
    return secret === this.secret ? this.claims.get(token) : undefined;
  }

  add(token: string, secret: string, { exp, ...claims }: JWTPayload): void {
    // A token of others with the same secret may have a time from which it is valid.
    if (exp === undefined || claims.nbf !== undefined) {
      return;
    }
    if (secret !== this.secret || this.claims.size >= MAX_TOKENS) {
      this.claims.clear();
      this.secret = secret;
    }
    this.claims.set(token, { ...claims, exp });
  }
}

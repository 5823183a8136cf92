import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { Clock } from '../../common/clock';
import { SecretsService } from '../../platform/config/secrets.service';

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

const ISSUER = 'keyward';
/** Differs from the one of access tokens, so that neither is taken for the other. */
const PENDING_ISSUER = 'keyward login';
/** Differs from the others, too. */
const OPENID_ISSUER = 'keyward openid';
/** Time for the sign-in at the OpenID provider, in seconds. */
export const OPENID_FLOW_LIFETIME = 600;
/** Time for the code of the second factor after the password, in seconds. */
export const PENDING_LOG_IN_LIFETIME = 300;

/** A log-in that lacks the code of the second factor. */
export interface PendingLogInClaims {
  readonly username: string;
  /** Identifies the password at the time. */
  readonly proof: string;
  /** Id of the session to start, if the user was verified by the OpenID provider and not by the password. */
  readonly openIdSession?: string;
}

/** Access tokens of admins, accepted by every admin API: JWTs whose `jti` is a session id. */
@Injectable()
export class AccessTokensService {
  private readonly known = new VerifiedTokens();

  constructor(
    private readonly secrets: SecretsService,
    private readonly clock: Clock,
  ) {}

  async sign(sessionId: string, username: string, expiresAt: Date): Promise<string> {
    return new SignJWT({})
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setIssuer(ISSUER)
      .setSubject(username)
      .setJti(sessionId)
      .setIssuedAt(this.clock.now())
      .setExpirationTime(expiresAt)
      .sign(await this.key());
  }

  /** Returns the token's session id, or null if the token is invalid or expired. */
  async sessionIdOf(token: string): Promise<string | null> {
    const jti = (await this.verified(token, ISSUER))?.jti;
    return jti !== undefined && isUUID(jti) ? jti : null;
  }

  /** Expires after five minutes. */
  signPendingLogIn({ username, ...claims }: PendingLogInClaims): Promise<string> {
    return this.signShortLived({ ...claims, sub: username }, PENDING_ISSUER, PENDING_LOG_IN_LIFETIME);
  }

  /** Returns null if the token is invalid or expired. */
  async pendingLogInOf(token: string): Promise<PendingLogInClaims | null> {
    const { sub: username, proof, openIdSession } = (await this.verified(token, PENDING_ISSUER)) ?? {};
    if (username === undefined || typeof proof !== 'string') {
      return null;
    }
    return { username, proof, openIdSession: typeof openIdSession === 'string' ? openIdSession : undefined };
  }

  /** For the browser that goes to the OpenID provider. Expires after ten minutes. */
  signOpenIdFlow(claims: Readonly<Record<string, string | undefined>>): Promise<string> {
    return this.signShortLived(claims, OPENID_ISSUER, OPENID_FLOW_LIFETIME);
  }

  /** The claims of `signOpenIdFlow`; null if the token is invalid or expired. */
  openIdFlowOf(token: string): Promise<JWTPayload | null> {
    return this.verified(token, OPENID_ISSUER);
  }

  private async signShortLived(claims: JWTPayload, issuer: string, lifetime: number): Promise<string> {
    const now = this.clock.now();
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setIssuer(issuer)
      .setIssuedAt(now)
      .setExpirationTime(new Date(now.getTime() + lifetime * 1_000))
      .sign(await this.key());
  }

  private async verified(token: string, issuer: string): Promise<JWTPayload | null> {
    // Outside the try block: an unreadable secret is a server error, not an invalid token.
    const secret = await this.secrets.get('JWT_SECRET');
    const currentDate = this.clock.now();
    const known = this.known.find(token, secret);
    if (known) {
      return known.iss === issuer && known.exp > Math.floor(currentDate.getTime() / 1_000) ? known : null;
    }
    try {
      const { payload } = await jwtVerify(token, bytesOf(secret), { algorithms: ['HS256'], issuer, currentDate });
      this.known.add(token, secret, payload);
      return payload;
    } catch {
      return null;
    }
  }

  private async key(): Promise<Uint8Array> {
    return bytesOf(await this.secrets.get('JWT_SECRET'));
  }
}

function bytesOf(secret: string): Uint8Array {
  return new TextEncoder().encode(secret);
}

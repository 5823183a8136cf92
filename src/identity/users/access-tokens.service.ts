import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { Clock } from '../../common/clock';
import { SecretsService } from '../../platform/config/secrets.service';
import { VerifiedTokens } from './verified-tokens';

const ISSUER = 'keyward';
/** Differs from the one of access tokens, so that neither is taken for the other. */
const PENDING_ISSUER = 'keyward login';
/** In seconds. */
export const PENDING_LOG_IN_LIFETIME = 300;

/** A log-in that lacks the code of the second factor. */
export interface PendingLogInClaims {
  readonly username: string;
  /** Identifies the verified password. */
  readonly proof: string;
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
  async signPendingLogIn({ username, proof }: PendingLogInClaims): Promise<string> {
    const now = this.clock.now();
    return new SignJWT({ proof })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setIssuer(PENDING_ISSUER)
      .setSubject(username)
      .setIssuedAt(now)
      .setExpirationTime(new Date(now.getTime() + PENDING_LOG_IN_LIFETIME * 1_000))
      .sign(await this.key());
  }

  /** Returns null if the token is invalid or expired. */
  async pendingLogInOf(token: string): Promise<PendingLogInClaims | null> {
    const { sub: username, proof } = (await this.verified(token, PENDING_ISSUER)) ?? {};
    return username !== undefined && typeof proof === 'string' ? { username, proof } : null;
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

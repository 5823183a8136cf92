import { Injectable } from '@nestjs/common';
import { jwtVerify, SignJWT } from 'jose';
import { Clock } from '../common/clock';
import { Secrets } from '../config/secrets';

const ISSUER = 'keyward';

/** The one kind of token that admins get, good at every admin door: a signed name of a session (`jti`). */
@Injectable()
export class AccessTokens {
  constructor(
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  async sign(sessionId: string, username: string, expiresAt: Date): Promise<string> {
    return new SignJWT({})
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer(ISSUER)
      .setSubject(username)
      .setJti(sessionId)
      .setIssuedAt(this.clock.now())
      .setExpirationTime(expiresAt)
      .sign(await this.key());
  }

  /** The session that the token names, or null where the token is not ours or has ended. */
  async sessionIdOf(token: string): Promise<string | null> {
    try {
      const options = { algorithms: ['HS256'], issuer: ISSUER, currentDate: this.clock.now() };
      const { payload } = await jwtVerify(token, await this.key(), options);
      return payload.jti ?? null;
    } catch {
      return null;
    }
  }

  private async key(): Promise<Uint8Array> {
    return new TextEncoder().encode(await this.secrets.get('JWT_SECRET'));
  }
}

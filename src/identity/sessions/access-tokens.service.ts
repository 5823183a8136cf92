import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { jwtVerify, SignJWT } from 'jose';
import { Clock } from '../../common/clock';
import { SecretsService } from '../../platform/secrets/secrets.service';

const ISSUER = 'keyward';

/** Access tokens of admins, accepted by every admin API: JWTs whose `jti` is a session id. */
@Injectable()
export class AccessTokensService {
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
    // Outside the try block: an unreadable secret is a server error, not an invalid token.
    const key = await this.key();
    try {
      const options = { algorithms: ['HS256'], issuer: ISSUER, currentDate: this.clock.now() };
      const { jti } = (await jwtVerify(token, key, options)).payload;
      return jti !== undefined && isUUID(jti) ? jti : null;
    } catch {
      return null;
    }
  }

  private async key(): Promise<Uint8Array> {
    return new TextEncoder().encode(await this.secrets.get('JWT_SECRET'));
  }
}

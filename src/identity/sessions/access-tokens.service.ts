import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { jwtVerify, SignJWT } from 'jose';
import { Clock } from '../../common/clock';
import { SecretsService } from '../../platform/secrets/secrets.service';

const ISSUER = 'keyward';

/** The one kind of token that admins get, good at every admin door: a signed name of a session (`jti`). */
@Injectable()
export class AccessTokensService {
  constructor(
    private readonly secrets: SecretsService,
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
    // Outside the try: a secret that cannot be read is a failure of ours, not of the token.
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

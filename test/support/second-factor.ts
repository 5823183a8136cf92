import { Secret, TOTP } from 'otpauth';
import type { TestServer } from '../testkit/server';
import { type LoggedInUser, PASSWORD } from '../testkit/users';

/** An authenticator app. */
export class Authenticator {
  private readonly totp: TOTP;

  constructor(
    private readonly server: TestServer,
    secret: string,
  ) {
    this.totp = new TOTP({ secret: Secret.fromBase32(secret) });
  }

  /** The code that the app shows, now or some steps of 30 seconds away. */
  code(steps = 0): string {
    return this.totp.generate({ timestamp: this.server.clock.now().getTime() + steps * 30_000 });
  }

  /** Moves time, because each code works once, and returns the code of then. */
  nextCode(): string {
    this.server.clock.advance(30_000);
    return this.code();
  }
}

export interface Factor {
  readonly app: Authenticator;
  readonly recoveryCodes: readonly string[];
}

/** Turns on the second factor of a user. */
export async function secondFactorOf(
  server: TestServer,
  { call }: Pick<LoggedInUser, 'call'>,
  password = PASSWORD,
): Promise<Factor> {
  const begun = await call('POST', '/api/v1/auth/second-factor', { body: { current_password: password } });
  const app = new Authenticator(server, begun.body.secret);
  const { status, body } = await call('POST', '/api/v1/auth/second-factor/confirm', { body: { code: app.code() } });
  if (status !== 200) {
    throw new Error(`The second factor was not turned on: ${JSON.stringify(body)}`);
  }
  return { app, recoveryCodes: body.recovery_codes };
}

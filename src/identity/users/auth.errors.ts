import { DomainError } from '../../common/errors/domain-error';

const MESSAGE = 'The code is incorrect or was used already';

/** The API key is missing or invalid at a route that accepts only API keys. */
export class InvalidApiKey extends DomainError {
  readonly code = 'INVALID_API_KEY';
  readonly kind = 'unauthenticated';

  constructor() {
    super('Invalid or missing API key');
  }
}

/** An access token alone must not be enough to take over the account. */
export class CurrentPasswordRequired extends DomainError {
  readonly code = 'CURRENT_PASSWORD_REQUIRED';
  readonly kind = 'refused';

  constructor(message = 'Change your own password with POST /api/v1/auth/password, which takes the current one') {
    super(message);
  }
}

/** The password is right, and the user has a second factor. */
export class SecondFactorRequired extends DomainError {
  readonly code = 'SECOND_FACTOR_REQUIRED';
  readonly kind = 'unauthenticated';

  /** @param pendingToken completes the log-in together with a code */
  constructor(readonly pendingToken: string) {
    super('This user has a second factor: send its code too');
  }
}

/** The code of an authenticator app or the recovery code is wrong, expired or was used. */
export class InvalidOneTimeCode extends DomainError {
  readonly code = 'INVALID_ONE_TIME_CODE';
  readonly kind = 'unauthenticated';
  override readonly fields = [{ field: 'code', reason: 'incorrect', message: MESSAGE }];

  constructor() {
    super(MESSAGE);
  }
}

/** Thrown for both an unknown user name and a wrong password. */
export class InvalidCredentials extends DomainError {
  readonly code = 'INVALID_CREDENTIALS';
  readonly kind = 'unauthenticated';

  constructor() {
    super('The user name or password is incorrect');
  }
}

/** Too many consecutive failures from one address. Thrown for unknown user names too. */
export class LockedOut extends DomainError {
  readonly code = 'LOCKED_OUT';
  readonly kind = 'too-many';

  constructor(override readonly retryAfter: number) {
    super('Too many failed logins: try again later');
  }
}

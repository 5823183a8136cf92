import { DomainError } from '../../common/errors/domain-error';

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

  constructor() {
    super('Change your own password with POST /api/v1/auth/password, which takes the current one');
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

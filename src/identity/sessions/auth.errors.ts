import { DomainError } from '../../common/errors/domain-error';

/** No API key, or one that is worth nothing, at a route that takes API keys alone. */
export class InvalidApiKey extends DomainError {
  readonly code = 'INVALID_API_KEY';
  readonly kind = 'unauthenticated';

  constructor() {
    super('Invalid or missing API key');
  }
}

/** Whoever finds an open session may not take the account over with it. */
export class CurrentPasswordRequired extends DomainError {
  readonly code = 'CURRENT_PASSWORD_REQUIRED';
  readonly kind = 'refused';

  constructor() {
    super('Change your own password with POST /api/v1/auth/password, which takes the current one');
  }
}

/** The same answer for an unknown name and a wrong password. */
export class InvalidCredentials extends DomainError {
  readonly code = 'INVALID_CREDENTIALS';
  readonly kind = 'unauthenticated';

  constructor() {
    super('The user name or the password is wrong');
  }
}

/** Too many failures in a row from one address. Says nothing about whether there is such a user. */
export class LockedOut extends DomainError {
  readonly code = 'LOCKED_OUT';
  readonly kind = 'too-many';

  constructor(override readonly retryAfter: number) {
    super('Too many failed log-ins: try again later');
  }
}

import { DomainError } from '../errors/domain-error';

/** The key or token is missing or invalid; the response does not say which. */
export class Unauthenticated extends DomainError {
  readonly code = 'UNAUTHENTICATED';
  readonly kind = 'unauthenticated';

  constructor(message = 'A valid access token or API key is required') {
    super(message);
  }
}

export class Forbidden extends DomainError {
  readonly code = 'FORBIDDEN';
  readonly kind = 'refused';

  /** @param permission what the caller's key or role lacks, as a noun phrase */
  constructor(permission: string) {
    super(`Missing permission: ${permission}`);
  }
}

import { DomainError } from '../errors/domain-error';

/** No key or token, or one that is worth nothing; the answer does not say which. */
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

  /** @param missing what the caller's key or role lacks, as the end of a sentence */
  constructor(missing: string) {
    super(`This needs the permission ${missing}`);
  }
}

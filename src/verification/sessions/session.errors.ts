import { DomainError, NotFound } from '../../common/errors/domain-error';

/** Existing sessions are never evicted for a new one. */
export class SessionsExhausted extends DomainError {
  readonly code = 'SESSIONS_EXHAUSTED';
  readonly kind = 'conflict';
  override readonly isRecorded = true;

  constructor() {
    super('The concurrent session limit of this license is reached');
  }
}

/** The session itself may still run. */
export class BorrowsExhausted extends DomainError {
  readonly code = 'BORROWS_EXHAUSTED';
  readonly kind = 'conflict';
  override readonly isRecorded = true;

  constructor() {
    super('The limit of borrowed sessions of this license is reached');
  }
}

export class BorrowingNotAllowed extends DomainError {
  readonly code = 'BORROWING_NOT_ALLOWED';
  readonly kind = 'refused';
  override readonly isRecorded = true;
}

/** Unknown, ended, expired, or of another license: the response does not say which. */
export class SessionNotFound extends NotFound {
  // Keeps the expiry of the session that the attempt detected.
  override readonly isRecorded = true;

  constructor() {
    super('active session');
  }
}

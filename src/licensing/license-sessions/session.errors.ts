import { DomainError, NotFound } from '../../common/errors/domain-error';

/** As many programs run as may. Nobody is thrown out for a new one. */
export class SessionsExhausted extends DomainError {
  readonly code = 'SESSIONS_EXHAUSTED';
  readonly kind = 'conflict';
  override readonly isRecorded = true;

  constructor() {
    super('As many sessions of this license are running as may run at once');
  }
}

/** Unknown, ended, dead, or another license's: which of these is nobody's business. */
export class SessionNotFound extends NotFound {
  // What the attempt showed, that the session is dead, stays noted.
  override readonly isRecorded = true;

  constructor() {
    super('running session');
  }
}

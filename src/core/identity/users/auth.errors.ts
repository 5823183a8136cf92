import { DomainError } from '../../common/errors/domain-error';

/** The password is right, and the user has a second factor. */
export class SecondFactorRequired extends DomainError {
  /** @param pendingToken completes the log-in together with a code */
  constructor(readonly pendingToken: string) {
    super('SECOND_FACTOR_REQUIRED');
  }
}

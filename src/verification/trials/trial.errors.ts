import { DomainError } from '../../common/errors/domain-error';

/** The device, e-mail or domain had a trial of this product. */
export class TrialUsed extends DomainError {
  readonly code = 'TRIAL_USED';
  readonly kind = 'refused';
  /** The refused activation is in the log. */
  override readonly isRecorded = true;

  constructor() {
    super('The trial of this product was already used');
  }
}

export class TrialsNotOffered extends DomainError {
  readonly code = 'TRIALS_NOT_OFFERED';
  readonly kind = 'refused';

  constructor() {
    super('This product offers no trials');
  }
}

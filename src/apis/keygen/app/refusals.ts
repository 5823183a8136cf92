import { DomainError } from '../../../core/common';

export type Credential = 'TOKEN_MISSING' | 'TOKEN_INVALID' | 'LICENSE_INVALID';

/** A request without a license key that exists. */
export class CredentialRefused extends DomainError {
  constructor(readonly credential: Credential) {
    super('UNAUTHENTICATED');
  }
}

/** The license of the request has no such resource. */
export class ResourceNotFound extends DomainError {
  /** @param id as sent */
  constructor(
    readonly noun: 'license' | 'machine',
    readonly id: string,
  ) {
    super(noun === 'license' ? 'LICENSE_NOT_FOUND' : 'ACTIVATION_NOT_FOUND');
  }
}

/** The request demands a signature that this server does not make. */
export class SignatureRefused extends DomainError {
  override readonly params: undefined;

  constructor(fault: string) {
    super('BAD_REQUEST');
    this.message = `invalid accept-signature header (${fault})`;
    this.params = undefined;
  }
}

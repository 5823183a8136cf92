import { Injectable } from '@nestjs/common';
import { OpenIdProviderService, SignInRulesService } from '../../../core/identity/internal';

/** The ways to sign in that the page offers. */
export interface SignInWays {
  /** Name of the OpenID provider; undefined without one. */
  readonly provider: string | undefined;
  /** Only the break-glass user has a password. */
  readonly arePasswordsOff: boolean;
}

@Injectable()
export class SignInWaysService {
  constructor(
    private readonly provider: OpenIdProviderService,
    private readonly rules: SignInRulesService,
  ) {}

  read(): SignInWays {
    return { provider: this.provider.name, arePasswordsOff: this.rules.arePasswordsOff };
  }
}

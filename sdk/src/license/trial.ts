import type { EntitlementTypes, ProgramLicenseState } from './state';

/** Needed if the policy of trials asks for it. */
export interface TrialIdentity {
  /** E-mail address of the user. */
  readonly email?: string | undefined;
  /** Domain on which the program runs. */
  readonly domain?: string | undefined;
}

export interface StartedTrial<Types extends object = EntitlementTypes> {
  /** `pending_verification`: e-mail or domain have to be verified first; call `startTrial` again afterwards. */
  readonly status: 'granted' | 'pending_verification';
  readonly state: ProgramLicenseState<Types>;
}

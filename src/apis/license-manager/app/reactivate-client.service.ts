import { Injectable } from '@nestjs/common';
import { type LicensedActivation, ReactivateActivationService } from '../../../core/verification';
import { type ActivationId } from '../../../core/verification/internal';
import { DomainClientSettingsService } from './domain-client-settings.service';

/** Reactivates an activation under the rules that apply when the domain client itself activates. */
@Injectable()
export class ReactivateClientService {
  constructor(
    private readonly reactivating: ReactivateActivationService,
    private readonly settings: DomainClientSettingsService,
  ) {}

  reactivate(id: ActivationId): Promise<LicensedActivation> {
    return this.reactivating.reactivate(id, {
      behavior: this.settings.behavior(),
      exactDomains: this.settings.exactDomains(),
    });
  }
}

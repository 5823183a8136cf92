import { Injectable } from '@nestjs/common';
import type { ActivationId, LicensedActivation } from '../activations/activations.service';
import { ReviveActivation } from '../activations/revive-activation.service';
import { SiteSettings } from './site-settings';

/** Brings back, for an admin, what a site could bring back by activating. */
@Injectable()
export class WakeSite {
  constructor(
    private readonly reviving: ReviveActivation,
    private readonly settings: SiteSettings,
  ) {}

  wake(id: ActivationId): Promise<LicensedActivation> {
    return this.reviving.revive(id, {
      behavior: this.settings.behavior(),
      exactDomains: !this.settings.foldsDomains(),
    });
  }
}

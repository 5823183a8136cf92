import { Injectable } from '@nestjs/common';
import type { BehaviorOverrides } from '../../../licensing/activations/behavior-overrides';
import { LicenseManagerSettings } from '../license-manager.settings';
import { SettingValuesService } from '../../../platform/settings/setting-values.service';

/** What admins chose for programs that live on a site. */
@Injectable()
export class DomainClientSettingsService {
  constructor(private readonly values: SettingValuesService) {}

  /** `www.example.com` is the same place as `example.com`. */
  normalizesWww(): boolean {
    return this.values.get(LicenseManagerSettings.normalizeWww);
  }

  comparesAddresses(): boolean {
    return this.values.get(LicenseManagerSettings.comparesAddresses);
  }

  behavior(): BehaviorOverrides {
    const endsOld = this.values.get(LicenseManagerSettings.endsOldActivations);
    return {
      addFirstDomain: this.values.get(LicenseManagerSettings.addsFirstDomain),
      whenFull: endsOld ? 'deactivate_oldest' : 'refuse',
    };
  }
}

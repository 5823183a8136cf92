import { Injectable } from '@nestjs/common';
import type { BehaviorOverrides } from '../../../licensing/verifications/behavior-overrides';
import { LicenseManagerSettings } from '../license-manager.settings';
import { SettingValuesService } from '../../../platform/settings/setting-values.service';

/** Settings for programs that run on a domain. */
@Injectable()
export class DomainClientSettingsService {
  constructor(private readonly values: SettingValuesService) {}

  /** Whether `www.example.com` and `example.com` are the same domain. */
  normalizesWww(): boolean {
    return this.values.get(LicenseManagerSettings.normalizeWww);
  }

  comparesAddresses(): boolean {
    return this.values.get(LicenseManagerSettings.comparesAddresses);
  }

  behavior(): BehaviorOverrides {
    const deactivatesOldest = this.values.get(LicenseManagerSettings.deactivatesOldest);
    return {
      addFirstDomain: this.values.get(LicenseManagerSettings.addsFirstDomain),
      whenFull: deactivatesOldest ? 'deactivate_oldest' : 'refuse',
    };
  }
}

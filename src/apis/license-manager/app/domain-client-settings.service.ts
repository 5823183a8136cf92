import { Injectable } from '@nestjs/common';
import type { DomainClientOptions } from './domain-clients/domain-client';
import type { BehaviorOverrides } from '../../../core/verification/internal';
import { LicenseManagerSettings } from '../license-manager.settings';
import { SettingValuesService } from '../../../core/platform';

/** Settings for programs that run on a domain. */
@Injectable()
export class DomainClientSettingsService {
  constructor(private readonly values: SettingValuesService) {}

  /** Options that apply to each request of these programs. */
  options(): DomainClientOptions {
    return {
      urlField: 'X-API-URL',
      exactDomains: this.exactDomains(),
      ignoresAddresses: !this.values.get(LicenseManagerSettings.comparesAddresses),
    };
  }

  /** Whether `www.example.com` and `example.com` are different domains. */
  exactDomains(): boolean {
    return !this.values.get(LicenseManagerSettings.normalizeWww);
  }

  /** For activations. */
  behavior(): BehaviorOverrides {
    const deactivatesOldest = this.values.get(LicenseManagerSettings.deactivatesOldest);
    return {
      addFirstDomain: this.values.get(LicenseManagerSettings.addsFirstDomain),
      whenFull: deactivatesOldest ? 'deactivate_oldest' : 'refuse',
    };
  }
}

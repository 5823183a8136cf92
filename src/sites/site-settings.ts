import { Injectable } from '@nestjs/common';
import type { DoorBehavior } from '../activations/door-behavior';
import { LM } from '../settings/license-manager-settings';
import { SettingValues } from '../settings/setting-values';

/** What admins chose for programs that live on a site. */
@Injectable()
export class SiteSettings {
  constructor(private readonly values: SettingValues) {}

  /** `www.example.com` is the same place as `example.com`. */
  foldsDomains(): boolean {
    return this.values.get(LM.foldsWww);
  }

  comparesAddresses(): boolean {
    return this.values.get(LM.comparesAddresses);
  }

  behavior(): DoorBehavior {
    const endsOld = this.values.get(LM.endsOldActivations);
    return {
      addFirstDomain: this.values.get(LM.addsFirstDomain),
      whenFull: endsOld ? 'deactivate_oldest' : 'refuse',
    };
  }
}

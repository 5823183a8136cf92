import { Injectable } from '@nestjs/common';
import type { ChosenSettings } from '../settings/chosen-settings';
import { LM } from '../settings/license-manager-settings';
import { SettingValues } from '../settings/setting-values';
import { Blacklist } from './blacklist';

/** The blacklist that admins keep in the settings. */
@Injectable()
export class Blacklists {
  private readonly made = new WeakMap<ChosenSettings, Blacklist>();

  constructor(private readonly settings: SettingValues) {}

  current(): Blacklist {
    const settings = this.settings.recent();
    const known = this.made.get(settings) ?? blacklistOf(settings);
    this.made.set(settings, known);
    return known;
  }
}

function blacklistOf(settings: ChosenSettings): Blacklist {
  return new Blacklist({
    codes: settings.get(LM.blacklistedCodes),
    buyers: settings.get(LM.blacklistedBuyers),
    domains: settings.get(LM.blacklistedDomains),
    addresses: settings.get(LM.blacklistedAddresses),
  });
}

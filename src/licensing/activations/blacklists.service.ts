import { Injectable } from '@nestjs/common';
import type { SettingsSnapshot } from '../../platform/settings/settings-snapshot';
import { BLACKLIST_SETTINGS } from './blacklist.settings';
import { SettingValuesService } from '../../platform/settings/setting-values.service';
import { Blacklist } from './blacklist';

/** The blacklist that admins keep in the settings. */
@Injectable()
export class BlacklistsService {
  private readonly made = new WeakMap<SettingsSnapshot, Blacklist>();

  constructor(private readonly settings: SettingValuesService) {}

  current(): Blacklist {
    const settings = this.settings.recent();
    const known = this.made.get(settings) ?? blacklistOf(settings);
    this.made.set(settings, known);
    return known;
  }
}

function blacklistOf(settings: SettingsSnapshot): Blacklist {
  return new Blacklist({
    codes: settings.get(BLACKLIST_SETTINGS.licenseKeys),
    buyers: settings.get(BLACKLIST_SETTINGS.buyers),
    domains: settings.get(BLACKLIST_SETTINGS.domains),
    addresses: settings.get(BLACKLIST_SETTINGS.addresses),
  });
}

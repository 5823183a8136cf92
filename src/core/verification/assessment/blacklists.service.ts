import { Injectable } from '@nestjs/common';
import { BLACKLIST_SETTINGS } from './blacklist.settings';
import { type SettingsSnapshot, SettingValuesService } from '../../platform/settings/setting-values.service';
import { Blacklist } from '../rules/blacklist';

/** Builds the blacklist from the settings. */
@Injectable()
export class BlacklistsService {
  private readonly cache = new WeakMap<SettingsSnapshot, Blacklist>();

  constructor(private readonly settings: SettingValuesService) {}

  current(): Blacklist {
    const settings = this.settings.recent();
    const blacklist = this.cache.get(settings) ?? blacklistOf(settings);
    this.cache.set(settings, blacklist);
    return blacklist;
  }
}

function blacklistOf(settings: SettingsSnapshot): Blacklist {
  return new Blacklist({
    codes: settings.get(BLACKLIST_SETTINGS.licenseKeys),
    buyers: settings.get(BLACKLIST_SETTINGS.buyers),
    domains: settings.get(BLACKLIST_SETTINGS.domains),
    addresses: settings.get(BLACKLIST_SETTINGS.addresses),
    fingerprints: settings.get(BLACKLIST_SETTINGS.fingerprints),
  });
}

import { Global, Module } from '@nestjs/common';
import { CommonSettings } from '../../platform/settings/known-settings';
import { BLACKLIST_SETTINGS } from './blacklist.settings';

/** Global, so that the settings module does not depend on licensing. */
@Global()
@Module({
  providers: [{ provide: CommonSettings, useValue: new CommonSettings(Object.values(BLACKLIST_SETTINGS)) }],
  exports: [CommonSettings],
})
export class BlacklistSettingsModule {}

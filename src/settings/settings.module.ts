import { Global, Module } from '@nestjs/common';
import { ChosenLimits } from '../common/limits/chosen-limits';
import { KnownSettings } from './known-settings';
import { SettingValues } from './setting-values';
import { SettingsController } from './settings.controller';
import { SettingsService } from './settings.service';

/** Global, because every request is held to the limits, and every license to the blacklists, that are set here. */
@Global()
@Module({
  controllers: [SettingsController],
  providers: [KnownSettings, SettingValues, SettingsService, { provide: ChosenLimits, useExisting: SettingValues }],
  exports: [SettingsService, SettingValues, ChosenLimits],
})
export class SettingsModule {}

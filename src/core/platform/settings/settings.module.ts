import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { LimitOverrides } from '../../common/limits/limit-overrides';
import { ChangeReasonInterceptor } from './change-reason.interceptor';
import { CommonSettings, KnownSettings } from './known-settings';
import { REQUEST_SETTINGS } from './request.settings';
import { SettingValuesService } from './setting-values.service';
import { SettingsController } from './settings.controller';
import { SettingsService } from './settings.service';

/** Settings of admins. Global, because rate limits and blacklists are settings. */
@Global()
@Module({
  imports: [DiscoveryModule],
  controllers: [SettingsController],
  providers: [
    KnownSettings,
    SettingValuesService,
    SettingsService,
    ChangeReasonInterceptor,
    { provide: CommonSettings, useValue: REQUEST_SETTINGS },
    { provide: LimitOverrides, useExisting: SettingValuesService },
  ],
  exports: [SettingsService, SettingValuesService, LimitOverrides, ChangeReasonInterceptor],
})
export class SettingsModule {}

import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { LimitOverrides } from '../../common/limits/limit-overrides';
import { ChangeReasonInterceptor } from './change-reason.interceptor';
import { CHANGE_REASON_SETTINGS } from './change-reason.settings';
import { CommonSettings, KnownSettings } from './known-settings';
import { RATE_LIMIT_SETTINGS } from './rate-limit.settings';
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
    { provide: CommonSettings, useValue: CHANGE_REASON_SETTINGS },
    { provide: 'settings:rate-limits', useValue: RATE_LIMIT_SETTINGS },
    { provide: LimitOverrides, useExisting: SettingValuesService },
  ],
  exports: [SettingsService, SettingValuesService, LimitOverrides, ChangeReasonInterceptor],
})
export class SettingsModule {}

import { Module } from '@nestjs/common';
import { defineJob } from '../../platform/jobs/define-job';
import { CommonSettings } from '../../platform/settings/known-settings';
import { AuthModule } from '../log-in/auth.module';
import { UsersModule } from '../users/users.module';
import { OpenIdLogInService } from './openid-log-in.service';
import { OpenIdLogOutController } from './openid-log-out.controller';
import { OpenIdLogOutService } from './openid-log-out.service';
import { OpenIdProviderService } from './openid-provider.service';
import { OPENID_SETTINGS } from './openid.settings';
import { SignInSettingsCheck } from './sign-in-settings-check.service';

@Module({
  imports: [AuthModule, UsersModule],
  controllers: [OpenIdLogOutController],
  providers: [
    OpenIdLogInService,
    OpenIdLogOutService,
    OpenIdProviderService,
    SignInSettingsCheck,
    { provide: CommonSettings, useValue: OPENID_SETTINGS },
    defineJob({
      name: 'openid-sweep',
      cron: '23 * * * *',
      service: OpenIdLogOutService,
      run: (logOuts) => logOuts.sweep(),
    }),
  ],
  exports: [OpenIdLogInService, OpenIdProviderService],
})
export class OpenIdModule {}

import { Module } from '@nestjs/common';
import { defineJob } from '../../platform/jobs/define-job';
import { AccessTokensService } from './access-tokens.service';
import { CredentialsService } from './credentials.service';
import { LockOutService } from './lock-out.service';
import { CommonSettings } from '../../platform/settings/known-settings';
import { RolesController } from './roles.controller';
import { RolesService } from './roles.service';
import { SessionsService } from './sessions.service';
import { SIGN_IN_SETTINGS } from './sign-in.settings';
import { SignInRulesService } from './sign-in-rules.service';
import { UsersController } from './users.controller';
import { UsersService } from './users.service';

/** Users, roles and their sessions: import it to inject their services. */
@Module({
  controllers: [UsersController, RolesController],
  providers: [
    AccessTokensService,
    CredentialsService,
    LockOutService,
    RolesService,
    SessionsService,
    SignInRulesService,
    UsersService,
    { provide: CommonSettings, useValue: SIGN_IN_SETTINGS },
    defineJob({
      name: 'log-in-sweep',
      cron: '17 * * * *',
      service: SessionsService,
      run: (sessions) => sessions.sweep(),
    }),
  ],
  exports: [AccessTokensService, CredentialsService, RolesService, SessionsService, SignInRulesService, UsersService],
})
export class UsersModule {}

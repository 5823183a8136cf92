import { Module } from '@nestjs/common';
import { PassportModule } from '@nestjs/passport';
import { defineJob } from '../../platform/jobs/define-job';
import { ApiKeysModule } from '../api-keys/api-keys.module';
import { AccessGuard } from '../permissions/access.guard';
import { RequestGuard } from '../permissions/request.guard';
import { AccessTokensService } from './access-tokens.service';
import { AuthController } from './auth.controller';
import { CredentialsService } from './credentials.service';
import { LockOutService } from './lock-out.service';
import { SecondFactorsService } from '../second-factors/second-factors.service';
import { LogInService } from './log-in.service';
import { OpenDialects } from '../permissions/open-dialects';
import { OwnPasswordService } from '../users/own-password.service';
import { OwnSessionsController } from './own-sessions.controller';
import { SessionsService } from './sessions.service';

@Module({
  imports: [PassportModule, ApiKeysModule],
  controllers: [AuthController, OwnSessionsController],
  providers: [
    AccessTokensService,
    CredentialsService,
    LockOutService,
    LogInService,
    SessionsService,
    OwnPasswordService,
    SecondFactorsService,
    AccessGuard,
    RequestGuard,
    OpenDialects,
    defineJob({
      name: 'log-in-sweep',
      cron: '17 * * * *',
      service: SessionsService,
      run: (sessions) => sessions.sweep(),
    }),
  ],
  exports: [
    AccessGuard,
    RequestGuard,
    CredentialsService,
    LogInService,
    OwnPasswordService,
    SecondFactorsService,
    SessionsService,
  ],
})
export class AuthModule {}

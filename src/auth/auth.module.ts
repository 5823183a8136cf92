import { Module } from '@nestjs/common';
import { PassportModule } from '@nestjs/passport';
import { defineJob } from '../jobs/define-job';
import { AccessGuard } from './access.guard';
import { AccessTokens } from './access-tokens';
import { AuthController } from './auth.controller';
import { Credentials } from './credentials';
import { LockOut } from './lock-out';
import { OpenDialects } from './open-dialects';
import { OwnPasswordService } from './own-password.service';
import { OwnSessionsController } from './own-sessions.controller';
import { SessionsService } from './sessions.service';

@Module({
  imports: [PassportModule],
  controllers: [AuthController, OwnSessionsController],
  providers: [
    AccessTokens,
    Credentials,
    LockOut,
    SessionsService,
    OwnPasswordService,
    AccessGuard,
    OpenDialects,
    defineJob({
      name: 'log-in-sweep',
      cron: '17 * * * *',
      service: SessionsService,
      run: (sessions) => sessions.sweep(),
    }),
  ],
  exports: [AccessGuard, SessionsService],
})
export class AuthModule {}

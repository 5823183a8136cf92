import { Module } from '@nestjs/common';
import { PassportModule } from '@nestjs/passport';
import { AccessGuard } from './access.guard';
import { AccessTokens } from './access-tokens';
import { AuthController } from './auth.controller';
import { SessionsService } from './sessions.service';

@Module({
  imports: [PassportModule],
  controllers: [AuthController],
  providers: [AccessTokens, SessionsService, AccessGuard],
  exports: [AccessGuard, SessionsService],
})
export class AuthModule {}

import { Module } from '@nestjs/common';
import { SecondFactorsModule } from '../second-factors/second-factors.module';
import { UsersModule } from '../users/users.module';
import { AuthController } from './auth.controller';
import { LogInService } from './log-in.service';
import { OwnPasswordService } from './own-password.service';
import { OwnSessionsController } from './own-sessions.controller';

/** Sign-in of people: import it to inject `LogInService` and `OwnPasswordService`. */
@Module({
  imports: [SecondFactorsModule, UsersModule],
  controllers: [AuthController, OwnSessionsController],
  providers: [LogInService, OwnPasswordService],
  exports: [LogInService, OwnPasswordService],
})
export class AuthModule {}

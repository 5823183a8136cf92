import { Module } from '@nestjs/common';
import { SecondFactorsModule } from '../../identity/second-factors/second-factors.module';
import { AuthModule } from '../../identity/log-in/auth.module';
import { UsersModule } from '../../identity/users/users.module';
import { AccountController } from './account.controller';
import { SecondFactorController } from './second-factor.controller';

/** What users do with their own account. */
@Module({
  imports: [AuthModule, SecondFactorsModule, UsersModule],
  controllers: [AccountController, SecondFactorController],
})
export class AccountPagesModule {}

import { Module } from '@nestjs/common';
import { SecondFactorsModule } from '../../identity/second-factors/second-factors.module';
import { AuthModule } from '../../identity/sessions/auth.module';
import { AccountController } from './account.controller';
import { SecondFactorController } from './second-factor.controller';

/** What users do with their own account. */
@Module({
  imports: [AuthModule, SecondFactorsModule],
  controllers: [AccountController, SecondFactorController],
})
export class AccountPagesModule {}

import { Module } from '@nestjs/common';
import { SecondFactorsModule } from '../../identity/second-factors/second-factors.module';
import { AuthModule } from '../../identity/sessions/auth.module';
import { SignInCodeController } from '../sign-in/sign-in-code.controller';
import { SignInController } from '../sign-in/sign-in.controller';
import { AccountController } from './account.controller';
import { SecondFactorController } from './second-factor.controller';

/** The sign-in, and what users do with their own account. */
@Module({
  imports: [AuthModule, SecondFactorsModule],
  controllers: [SignInController, SignInCodeController, AccountController, SecondFactorController],
})
export class AccountPagesModule {}

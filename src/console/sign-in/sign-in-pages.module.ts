import { Module } from '@nestjs/common';
import { AuthModule } from '../../identity/log-in/auth.module';
import { UsersModule } from '../../identity/users/users.module';
import { SignInCodeController } from './sign-in-code.controller';
import { SignInController } from './sign-in.controller';

@Module({
  imports: [AuthModule, UsersModule],
  controllers: [SignInController, SignInCodeController],
})
export class SignInPagesModule {}

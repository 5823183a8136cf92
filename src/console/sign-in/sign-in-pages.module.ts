import { Module } from '@nestjs/common';
import { AuthModule } from '../../identity/sessions/auth.module';
import { SignInCodeController } from './sign-in-code.controller';
import { SignInController } from './sign-in.controller';

@Module({
  imports: [AuthModule],
  controllers: [SignInController, SignInCodeController],
})
export class SignInPagesModule {}

import { Module } from '@nestjs/common';
import { AuthModule } from '../identity/sessions/auth.module';
import { AccountController } from './account/account.controller';
import { ConsoleAssetsController } from './assets.controller';
import { ComponentsController } from './gallery/components.controller';
import { HomeController } from './home.controller';
import { SignInController } from './sign-in/sign-in.controller';

/** The pages for people, rendered by the server. */
@Module({
  imports: [AuthModule],
  controllers: [SignInController, AccountController, ConsoleAssetsController, ComponentsController, HomeController],
})
export class ConsoleModule {}

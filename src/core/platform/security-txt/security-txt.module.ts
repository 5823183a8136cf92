import { Module } from '@nestjs/common';
import { SecurityTxtController } from './security-txt.controller';
import { SECURITY_TXT_SETTINGS } from './security-txt.settings';

/** `/.well-known/security.txt` of the operator of this installation. */
@Module({
  controllers: [SecurityTxtController],
  providers: [{ provide: 'settings:security-txt', useValue: SECURITY_TXT_SETTINGS }],
})
export class SecurityTxtModule {}

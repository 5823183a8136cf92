import { Module } from '@nestjs/common';
import { IssuerService } from './issuer.service';
import { JwksController } from './jwks.controller';
import { SIGNING_SETTINGS } from './signing-alg';
import { RotateSigningKeysService } from './rotate-signing-keys.service';
import { SigningKeysController } from './signing-keys.controller';
import { SigningKeysService } from './signing-keys.service';

/** Keys that sign license files and answers: import it to inject their services. */
@Module({
  controllers: [JwksController, SigningKeysController],
  providers: [
    IssuerService,
    RotateSigningKeysService,
    SigningKeysService,
    { provide: 'settings:signing', useValue: SIGNING_SETTINGS },
  ],
  exports: [IssuerService, RotateSigningKeysService, SigningKeysService],
})
export class SigningKeysModule {}

import { Module } from '@nestjs/common';
import { UpdateSignerService } from './update-signer.service';
import { UpdateSigningKeysController } from './update-signing-keys.controller';
import { UpdateSigningKeysService } from './update-signing-keys.service';

/** Keys that sign updates: import it to inject the services that sign. */
@Module({
  controllers: [UpdateSigningKeysController],
  providers: [UpdateSignerService, UpdateSigningKeysService],
  exports: [UpdateSignerService, UpdateSigningKeysService],
})
export class SigningModule {}

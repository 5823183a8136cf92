import { Module } from '@nestjs/common';
import { UpdateSigner } from './update-signer';
import { UpdateSigningKeysController } from './update-signing-keys.controller';
import { UpdateSigningKeys } from './update-signing-keys.service';

@Module({
  controllers: [UpdateSigningKeysController],
  providers: [UpdateSigner, UpdateSigningKeys],
  exports: [UpdateSigner],
})
export class SigningModule {}

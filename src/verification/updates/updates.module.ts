import { Module } from '@nestjs/common';
import { ProductsModule } from '../../catalog/products/products.module';
import { VersionsModule } from '../../catalog/versions/versions.module';
import { SigningKeysModule } from '../../platform/signing-keys/signing-keys.module';
import { ClientCallsModule } from '../calls/client-calls.module';
import { ProgramUpdatesService } from './program-updates.service';
import { UpdateManifestsService } from './update-manifests.service';
import { UpdatesController } from './updates.controller';

@Module({
  imports: [ClientCallsModule, ProductsModule, SigningKeysModule, VersionsModule],
  controllers: [UpdatesController],
  providers: [ProgramUpdatesService, UpdateManifestsService],
})
export class UpdatesModule {}

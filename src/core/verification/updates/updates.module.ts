import { Module } from '@nestjs/common';
import { ArtifactsModule } from '../../catalog/artifacts/artifacts.module';
import { ProductsModule } from '../../catalog/products/products.module';
import { VersionsModule } from '../../catalog/versions/versions.module';
import { SigningKeysModule } from '../../platform/signing-keys/signing-keys.module';
import { SignedAnswersModule } from '../signed-answers/signed-answers.module';
import { ClientCallsModule } from '../calls/client-calls.module';
import { DownloadTicketsService } from './download-tickets.service';
import { ProgramUpdatesService } from './program-updates.service';
import { ReleaseDownloadsService } from './release-downloads.service';
import { UpdateAccessService } from './update-access.service';
import { UpdateManifestsService } from './update-manifests.service';
import { UpdatesController } from './updates.controller';

/** Updates and downloads: import it to inject their services. */
@Module({
  imports: [ArtifactsModule, ClientCallsModule, ProductsModule, SignedAnswersModule, SigningKeysModule, VersionsModule],
  controllers: [UpdatesController],
  providers: [
    DownloadTicketsService,
    ProgramUpdatesService,
    ReleaseDownloadsService,
    UpdateAccessService,
    UpdateManifestsService,
  ],
  exports: [DownloadTicketsService, ReleaseDownloadsService, UpdateAccessService],
})
export class UpdatesModule {}

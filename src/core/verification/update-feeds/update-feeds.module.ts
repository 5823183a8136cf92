import { Module } from '@nestjs/common';
import { ArtifactsModule } from '../../catalog/artifacts/artifacts.module';
import { VersionsModule } from '../../catalog/versions/versions.module';
import { UpdatesModule } from '../updates/updates.module';
import { UpdateFeedsController } from './update-feeds.controller';
import { UpdateFeedsService } from './update-feeds.service';

@Module({
  imports: [ArtifactsModule, UpdatesModule, VersionsModule],
  controllers: [UpdateFeedsController],
  providers: [UpdateFeedsService],
})
export class UpdateFeedsModule {}

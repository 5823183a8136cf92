import { Module } from '@nestjs/common';
import { FilesModule } from '../../platform/files/files.module';
import { AppBundlesController } from './app-bundles.controller';
import { AppBundlesService } from './app-bundles.service';
import { LicenseFilesService } from './license-files.service';

@Module({
  imports: [FilesModule],
  controllers: [AppBundlesController],
  providers: [AppBundlesService, LicenseFilesService],
  exports: [AppBundlesService, LicenseFilesService, FilesModule],
})
export class AppBundlesModule {}

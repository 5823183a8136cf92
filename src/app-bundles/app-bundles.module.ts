import { Module } from '@nestjs/common';
import { FilesModule } from '../files/files.module';
import { AppBundlesController } from './app-bundles.controller';
import { AppBundlesService } from './app-bundles.service';
import { LicenseFiles } from './license-files.service';

@Module({
  imports: [FilesModule],
  controllers: [AppBundlesController],
  providers: [AppBundlesService, LicenseFiles],
  exports: [AppBundlesService, LicenseFiles, FilesModule],
})
export class AppBundlesModule {}

import { Module } from '@nestjs/common';
import { FilesModule } from '../../platform/files/files.module';
import { AppBundlesController } from './app-bundles.controller';
import { AppBundlesService } from './app-bundles.service';
import { LicenseFilesService } from './license-files.service';

/** Apps that are known by their bundle ID, and their license files: import it to inject these services. */
@Module({
  imports: [FilesModule],
  controllers: [AppBundlesController],
  providers: [AppBundlesService, LicenseFilesService],
  exports: [AppBundlesService, LicenseFilesService, FilesModule],
})
export class AppBundlesModule {}

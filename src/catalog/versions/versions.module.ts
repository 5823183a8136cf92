import { Module } from '@nestjs/common';
import { FilesModule } from '../../platform/files/files.module';
import { ProductsModule } from '../products/products.module';
import { UpdatesService } from './updates.service';
import { VersionFilesController } from './version-files.controller';
import { VersionFilesService } from './version-files.service';
import { VersionReferencesService } from './version-references.service';
import { VersionsController } from './versions.controller';
import { VersionsService } from './versions.service';

@Module({
  imports: [FilesModule, ProductsModule],
  controllers: [VersionsController, VersionFilesController],
  providers: [UpdatesService, VersionFilesService, VersionReferencesService, VersionsService],
  exports: [UpdatesService, VersionFilesService, VersionsService, FilesModule],
})
export class VersionsModule {}

import { Module } from '@nestjs/common';
import { FilesModule } from '../files/files.module';
import { ProductsController } from './products.controller';
import { ProductsService } from './products.service';
import { UpdatesService } from './updates.service';
import { VersionFilesController } from './version-files.controller';
import { VersionFilesService } from './version-files.service';
import { VersionsController } from './versions.controller';
import { VersionsService } from './versions.service';

@Module({
  imports: [FilesModule],
  controllers: [ProductsController, VersionsController, VersionFilesController],
  providers: [ProductsService, UpdatesService, VersionFilesService, VersionsService],
  exports: [ProductsService, UpdatesService, VersionFilesService, VersionsService, FilesModule],
})
export class ProductsModule {}

import { Module } from '@nestjs/common';
import { FilesModule } from '../files/files.module';
import { AddProduct } from './add-product.service';
import { ProductsController } from './products.controller';
import { ProductsService } from './products.service';
import { UpdatesService } from './updates.service';
import { VersionFilesController } from './version-files.controller';
import { VersionFilesService } from './version-files.service';
import { VersionReferences } from './version-references.service';
import { VersionsController } from './versions.controller';
import { VersionsService } from './versions.service';

@Module({
  imports: [FilesModule],
  controllers: [ProductsController, VersionsController, VersionFilesController],
  providers: [AddProduct, ProductsService, UpdatesService, VersionFilesService, VersionReferences, VersionsService],
  exports: [AddProduct, ProductsService, UpdatesService, VersionFilesService, VersionsService, FilesModule],
})
export class ProductsModule {}

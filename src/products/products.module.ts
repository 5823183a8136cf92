import { Module } from '@nestjs/common';
import { FilesModule } from '../files/files.module';
import { ProductsController } from './products.controller';
import { ProductsService } from './products.service';
import { UpdatesService } from './updates.service';
import { VersionsController } from './versions.controller';
import { VersionsService } from './versions.service';

@Module({
  imports: [FilesModule],
  controllers: [ProductsController, VersionsController],
  providers: [ProductsService, UpdatesService, VersionsService],
  exports: [ProductsService, UpdatesService, VersionsService, FilesModule],
})
export class ProductsModule {}

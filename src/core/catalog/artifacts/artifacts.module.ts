import { Module } from '@nestjs/common';
import { ProductsModule } from '../products/products.module';
import { VersionsModule } from '../versions/versions.module';
import { ArtifactsController } from './artifacts.controller';
import { ArtifactsService } from './artifacts.service';

/** Files of versions by platform: import it to inject their services. */
@Module({
  imports: [ProductsModule, VersionsModule],
  controllers: [ArtifactsController],
  providers: [ArtifactsService],
  exports: [ArtifactsService],
})
export class ArtifactsModule {}

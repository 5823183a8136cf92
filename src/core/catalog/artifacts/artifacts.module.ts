import { Module } from '@nestjs/common';
import { DefinitionsModule } from '../definitions/definitions.module';
import { ProductsModule } from '../products/products.module';
import { VersionsModule } from '../versions/versions.module';
import { ArtifactsController } from './artifacts.controller';
import { ArtifactsService } from './artifacts.service';

/** Files of versions by platform: import it to inject their services. */
@Module({
  imports: [DefinitionsModule, ProductsModule, VersionsModule],
  controllers: [ArtifactsController],
  providers: [ArtifactsService],
  exports: [ArtifactsService],
})
export class ArtifactsModule {}

import { Module } from '@nestjs/common';
import { ProductsModule } from '../../catalog/products/products.module';
import { VersionsModule } from '../../catalog/versions/versions.module';
import { NamedLicensesService } from './named-licenses.service';
import { VersionRolloutsController } from './version-rollouts.controller';

@Module({
  imports: [ProductsModule, VersionsModule],
  controllers: [VersionRolloutsController],
  providers: [NamedLicensesService],
  exports: [NamedLicensesService],
})
export class VersionRolloutsModule {}

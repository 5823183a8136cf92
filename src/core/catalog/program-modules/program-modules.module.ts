import { Module } from '@nestjs/common';
import { ProductsModule } from '../products/products.module';
import { ProgramModulesController } from './program-modules.controller';
import { ProgramModulesService } from './program-modules.service';

@Module({
  imports: [ProductsModule],
  controllers: [ProgramModulesController],
  providers: [ProgramModulesService],
  exports: [ProgramModulesService],
})
export class ProgramModulesModule {}

import { Module } from '@nestjs/common';
import { ProductsModule } from '../products/products.module';
import { ProgramModulesController } from './program-modules.controller';
import { ProgramModulesService } from './program-modules.service';

/** Modules of programs, which are delivered to licensed devices: import it to inject their services. */
@Module({
  imports: [ProductsModule],
  controllers: [ProgramModulesController],
  providers: [ProgramModulesService],
  exports: [ProgramModulesService],
})
export class ProgramModulesModule {}

import { Body, Controller, Delete, Get, HttpCode, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Authorized } from '../../common/access/authorized.decorator';
import { Answers } from '../../common/openapi/answers.decorator';
import { IdOrName } from '../../common/validation/id.pipes';
import { Permission } from '../../identity/permissions/permission';
import {
  LoadedProgramModuleDto,
  ProgramModuleDto,
  ProgramModuleListDto,
  UploadModuleDto,
} from './dto/program-module.dto';
import { ModuleName } from './module-name';
import { ProgramModulesService } from './program-modules.service';

const PRODUCT_ID = 'UUID or reference of the product.';

/** Code that programs load while they run. */
@ApiTags('products')
@Controller('api/v1/products/:id/modules')
export class ProgramModulesController {
  constructor(private readonly modules: ProgramModulesService) {}

  /** List the modules that programs of a product can load, by name. */
  @Get()
  @Authorized(Permission.ProductsRead)
  async listModules(@IdOrName(PRODUCT_ID) id: string): Promise<ProgramModuleListDto> {
    const modules = await this.modules.list(id);
    return { items: modules.map((module) => ProgramModuleDto.from(module)) };
  }

  /** Get a module with its code. */
  @Get(':name')
  @Authorized(Permission.ProductsRead)
  async getModule(@IdOrName(PRODUCT_ID) id: string, @ModuleName() name: string): Promise<LoadedProgramModuleDto> {
    return LoadedProgramModuleDto.shown(await this.modules.get(id, name));
  }

  /** Upload a module, or replace the one with this name. Programs load the new code from then on. */
  @Put(':name')
  @Answers(409, 'TOO_MANY_MODULES: the product has 100 modules.', 'TOO_MANY_MODULES')
  @Authorized(Permission.ProductsWrite)
  async uploadModule(
    @IdOrName(PRODUCT_ID) id: string,
    @ModuleName() name: string,
    @Body() input: UploadModuleDto,
  ): Promise<ProgramModuleDto> {
    return ProgramModuleDto.from(await this.modules.upload(id, name, UploadModuleDto.toInput(input)));
  }

  /** Delete a module. Programs that have loaded the module may keep using it. */
  @Delete(':name')
  @HttpCode(204)
  @Authorized(Permission.ProductsWrite)
  async deleteModule(@IdOrName(PRODUCT_ID) id: string, @ModuleName() name: string): Promise<void> {
    await this.modules.delete(id, name);
  }
}

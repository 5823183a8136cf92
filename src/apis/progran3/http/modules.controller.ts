import { Controller, Get, Headers, Param, UseGuards } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import { Answers, Dialect, Public } from '../../../core/common';
import { ModuleNamePipe } from '../../../core/catalog';
import { PluginModulesService } from '../app/plugin-modules.service';
import { PROGRAN3 } from '../progran3.dialect';
import { ModuleAnswerDto, ModuleDto } from './dto/module.dto';
import { SignatureGuard } from './signature.guard';

const MAX_HEADER = 255;

/** Compatible with the plugin's module loader and its server: https://github.com/stepanetsaleksandr/ProGran3, server/app/api/modules. */
@Dialect(PROGRAN3)
@ApiTags('systems')
@Controller('api/modules')
@UseGuards(SignatureGuard)
export class Progran3ModulesController {
  constructor(private readonly modules: PluginModulesService) {}

  /** Load a module of the plugin. The license must be usable on the system, unless the product gives updates without one. */
  @Get(':name')
  @Public()
  @ApiHeader({
    name: 'X-Fingerprint-Hash',
    required: false,
    description: 'Fingerprint of the system, as in `validate`.',
  })
  @ApiHeader({ name: 'X-Plugin-Version', required: false, description: 'Version of the plugin.' })
  @Answers(400, 'The module needs a newer version of the plugin.')
  @Answers(403, 'FORBIDDEN: no usable license on this system', 'FORBIDDEN')
  @Answers(404, 'NOT_FOUND: module not found', { NOT_FOUND: 'Module not found' })
  async loadModule(
    @Param('name', ModuleNamePipe) name: string,
    @Headers('X-Fingerprint-Hash') fingerprint?: string,
    @Headers('X-Plugin-Version') version?: string,
  ): Promise<ModuleAnswerDto> {
    const plugin = { fingerprint: shortText(fingerprint)?.toLowerCase(), version: shortText(version) };
    return { success: true, data: ModuleDto.from(await this.modules.load(name, plugin)) };
  }
}

/** Longer headers than any program sends count as missing. */
function shortText(header: string | undefined): string | undefined {
  return header !== undefined && header !== '' && header.length <= MAX_HEADER ? header : undefined;
}

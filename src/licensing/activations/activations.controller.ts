import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Patch, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Authorized } from '../../common/access/authorized.decorator';
import { Permission } from '../../identity/permissions/permission';
import { toPage } from '../../common/pagination/to-page';
import { ActivationsService } from './activations.service';
import { ActivationDto, ActivationPageDto, ListActivationsDto, UpdateActivationDto } from './dto/activation.dto';
import { DeactivateActivationService } from './deactivate-activation.service';

@ApiTags('activations')
@Controller('api/v1/activations')
export class ActivationsController {
  constructor(
    private readonly activations: ActivationsService,
    private readonly ending: DeactivateActivationService,
  ) {}

  /** List activations, ended ones too, the newest first. */
  @Get()
  @Authorized(Permission.ActivationsRead)
  async listActivations(@Query() { limit, after, ...filter }: ListActivationsDto): Promise<ActivationPageDto> {
    const page = await this.activations.list({ limit, after }, filter);
    return toPage(page, (activation) => ActivationDto.from(activation));
  }

  /** Read an activation. */
  @Get(':id')
  @Authorized(Permission.ActivationsRead)
  async getActivation(@Param('id', ParseUUIDPipe) id: string): Promise<ActivationDto> {
    return ActivationDto.from(await this.activations.get(id));
  }

  /** Give a device a name, or with null none. */
  @Patch(':id')
  @Authorized(Permission.ActivationsWrite)
  async updateActivation(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { name }: UpdateActivationDto,
  ): Promise<ActivationDto> {
    return ActivationDto.from(await this.activations.change(id, { name }));
  }

  /** Free a device's seat. Its record stays, and the device may activate again. */
  @Delete(':id')
  @HttpCode(204)
  @Authorized(Permission.ActivationsWrite)
  async deactivateActivation(@Param('id', ParseUUIDPipe) id: string): Promise<void> {
    await this.ending.deactivate(id);
  }
}

import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Query } from '@nestjs/common';
import { ApiTag } from '../../common/openapi/api-tag.decorator';
import { Authorized } from '../../common/access/authorized.decorator';
import { Permission } from '../../identity/permissions/permission';
import { toPage } from '../../common/pagination/to-page';
import { UuidPipe } from '../../common/validation/id.pipes';
import { FromReplica } from '../../platform/replicas/from-replica.decorator';
import { ActivationsService } from './activations.service';
import {
  ActivationDto,
  ActivationPageDto,
  ActivationFilterDto,
  ListActivationsDto,
  UpdateActivationDto,
} from './dto/activation.dto';
import { DeactivateActivationService } from '../../verification/calls/deactivate-activation.service';

@ApiTag('activations', 'Devices on which licenses are activated.')
@Controller('api/v1/activations')
export class ActivationsController {
  constructor(
    private readonly activations: ActivationsService,
    private readonly deactivation: DeactivateActivationService,
  ) {}

  /** List activations, including inactive ones, newest first. */
  @Get()
  @FromReplica()
  @Authorized(Permission.ActivationsRead)
  async listActivations(@Query() { limit, after, sort, ...filter }: ListActivationsDto): Promise<ActivationPageDto> {
    const page = await this.activations.list({ limit, after, sort }, ActivationFilterDto.toFilter(filter));
    return toPage(page, (activation) => ActivationDto.from(activation));
  }

  /** Get an activation. */
  @Get(':id')
  @Authorized(Permission.ActivationsRead)
  async getActivation(@Param('id', UuidPipe) id: string): Promise<ActivationDto> {
    return ActivationDto.from(await this.activations.get(id));
  }

  /** Set the device name, which null clears, or fields of its metadata. */
  @Patch(':id')
  @Authorized(Permission.ActivationsWrite)
  async updateActivation(
    @Param('id', UuidPipe) id: string,
    @Body() { name, metadata }: UpdateActivationDto,
  ): Promise<ActivationDto> {
    return ActivationDto.from(await this.activations.change(id, { name, metadata }));
  }

  /** Release a device's seat. The record is kept, and the device can activate again. */
  @Delete(':id')
  @HttpCode(204)
  @Authorized(Permission.ActivationsWrite)
  async deactivateActivation(@Param('id', UuidPipe) id: string): Promise<void> {
    await this.deactivation.deactivate(id);
  }
}

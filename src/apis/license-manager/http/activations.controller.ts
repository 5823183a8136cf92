import { Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { ActivationsService } from '../../../core/licensing';
import { DeactivateActivationService } from '../../../core/verification';
import { Answers, Authorized, Dialect } from '../../../core/common';
import { Permission } from '../../../core/identity';
import { ReactivateClientService } from '../app/reactivate-client.service';
import { ActivationNumberPipe } from '../../kit/number-pipes';
import { FromReplica } from '../../../core/platform';
import {
  ChangedLmActivationDto,
  ListLmActivationsDto,
  LmActivationDto,
  LmActivationListDto,
} from './dto/activation.dto';
import { pageOf } from '../../kit/page-of';
import { MetaDto } from './dto/page.dto';
import { LICENSE_MANAGER } from '../license-manager.dialect';

@Dialect(LICENSE_MANAGER)
@ApiTags('activations')
@Controller('api/internal')
export class LmActivationsController {
  constructor(
    private readonly activations: ActivationsService,
    private readonly reactivating: ReactivateClientService,
    private readonly deactivating: DeactivateActivationService,
  ) {}

  /** List activations, including deactivated ones, newest first. */
  @Get('product-activations')
  @FromReplica()
  @Answers(422, 'A query parameter is invalid.')
  @Authorized(Permission.ActivationsRead)
  async listActivations(@Query() query: ListLmActivationsDto): Promise<LmActivationListDto> {
    const page = pageOf(query, LICENSE_MANAGER);
    const { rows, total } = await this.activations.list(page, ListLmActivationsDto.toFilter(query));
    return { error: false, data: rows.map((row) => LmActivationDto.from(row)), meta: MetaDto.from(page, total) };
  }

  /** Reactivate a deactivated activation, under the rules that apply to new activations of its domain. */
  @Post('activated-product-activations/:id')
  @HttpCode(200)
  @ApiParam({ name: 'id', type: 'integer' })
  @Answers(400, 'The license does not allow the activation.', 'EXPIRED')
  @Authorized(Permission.ReactivationsWrite)
  async reactivateActivation(@Param('id', ActivationNumberPipe) id: number): Promise<ChangedLmActivationDto> {
    return { error: false, data: LmActivationDto.from(await this.reactivating.reactivate(id)), message: 'Activated.' };
  }

  /** Deactivate an activation and release its seat. The record is kept. */
  @Delete('activated-product-activations/:id')
  @ApiParam({ name: 'id', type: 'integer' })
  @Authorized(Permission.ActivationsWrite)
  async deactivateActivation(@Param('id', ActivationNumberPipe) id: number): Promise<ChangedLmActivationDto> {
    return {
      error: false,
      data: LmActivationDto.from(await this.deactivating.deactivate(id)),
      message: 'Deactivated.',
    };
  }
}

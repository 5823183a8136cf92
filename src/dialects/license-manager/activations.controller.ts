import { Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { ActivationsService } from '../../activations/activations.service';
import { EndActivation } from '../../activations/end-activation.service';
import { Authorized } from '../../auth/authorized.decorator';
import { Permission } from '../../auth/permission';
import { Dialect } from '../../common/dialects/dialect.decorator';
import { Answers } from '../../common/openapi/answers.decorator';
import { WakeSite } from '../../sites/wake-site.service';
import { ActivationNumber } from './activation-number';
import {
  ChangedLmActivationDto,
  ListLmActivationsDto,
  LmActivationDto,
  LmActivationListDto,
} from './dto/activation.dto';
import { MetaDto, pageOf } from './dto/page.dto';
import { LICENSE_MANAGER } from './license-manager.dialect';

@Dialect(LICENSE_MANAGER)
@ApiTags('activations')
@Controller('api/internal')
export class LmActivationsController {
  constructor(
    private readonly activations: ActivationsService,
    private readonly waking: WakeSite,
    private readonly ending: EndActivation,
  ) {}

  /** List activations, ended ones too, the newest first. */
  @Get('product-activations')
  @Answers(422, 'The parameters of the request are not valid.')
  @Authorized(Permission.ActivationsRead)
  async listActivations(@Query() query: ListLmActivationsDto): Promise<LmActivationListDto> {
    const page = pageOf(query);
    const { rows, total } = await this.activations.list(page, ListLmActivationsDto.toFilter(query));
    return { error: false, data: rows.map((row) => LmActivationDto.from(row)), meta: MetaDto.from(page, total) };
  }

  /** Bring an activation back that has ended, under the rules by which the domain itself could activate. */
  @Post('activated-product-activations/:id')
  @HttpCode(200)
  @ApiParam({ name: 'id', type: 'integer' })
  @Answers(400, 'The license does not allow it.')
  @Authorized(Permission.ReactivationsWrite)
  async wakeActivation(@Param('id', ActivationNumber) id: number): Promise<ChangedLmActivationDto> {
    return { error: false, data: LmActivationDto.from(await this.waking.wake(id)), message: 'Activated.' };
  }

  /** End an activation, which frees its place. Its record stays. */
  @Delete('activated-product-activations/:id')
  @ApiParam({ name: 'id', type: 'integer' })
  @Authorized(Permission.ActivationsWrite)
  async endActivation(@Param('id', ActivationNumber) id: number): Promise<ChangedLmActivationDto> {
    return { error: false, data: LmActivationDto.from(await this.ending.end(id)), message: 'Deactivated.' };
  }
}

import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Authorized } from '../../common/access/authorized.decorator';
import { Clock } from '../../common/clock';
import { Answers } from '../../common/openapi/answers.decorator';
import { toPage } from '../../common/pagination/to-page';
import { IdOrName, UuidPipe } from '../../common/validation/id.pipes';
import { Permission } from '../../identity/permissions/permission';
import { LICENSE_ID } from '../../licenses/licenses/license-id';
import { FromReplica } from '../../platform/replicas/from-replica.decorator';
import {
  AddMeterGrantDto,
  LicenseMeterGrantDto,
  LicenseMeterGrantPageDto,
  ListMeterDrawsDto,
  ListMeterGrantsDto,
  MeterDrawDto,
  MeterDrawPageDto,
} from './dto/meter-grant.dto';
import { MeterGrantListsService } from './meter-grant-lists.service';
import { MeterGrantsService } from './meter-grants.service';

const METER = 'Code of the meter.';

@ApiTags('licenses')
@Controller('api/v1/licenses/:id/meters/:code')
export class MeterGrantsController {
  constructor(
    private readonly grants: MeterGrantsService,
    private readonly lists: MeterGrantListsService,
    private readonly clock: Clock,
  ) {}

  /** List what a license may take of a meter: the allowance of the period first, then grants, newest first. */
  @Get('grants')
  @FromReplica()
  @Authorized(Permission.LicensesRead)
  @Answers(404, 'The license was not found or, with METER_NOT_FOUND, it has no such meter.', 'METER_NOT_FOUND')
  async listMeterGrants(
    @IdOrName(LICENSE_ID) id: string,
    @IdOrName(METER, 'code') code: string,
    @Query() { limit, after, q }: ListMeterGrantsDto,
  ): Promise<LicenseMeterGrantPageDto> {
    const page = await this.lists.grants(id, code, { limit, after }, { q }, this.clock.now());
    return toPage(page, (grant) => LicenseMeterGrantDto.from(grant));
  }

  /** Grant an amount of a meter to a license, besides the allowance of its policy. */
  @Post('grants')
  @Authorized(Permission.LicensesWrite)
  @Answers(404, 'The license was not found or, with METER_NOT_FOUND, it has no such meter.', 'METER_NOT_FOUND')
  @Answers(409, 'The meter is held and returned, or the license has too many grants of it.')
  async addMeterGrant(
    @IdOrName(LICENSE_ID) id: string,
    @IdOrName(METER, 'code') code: string,
    @Body() input: AddMeterGrantDto,
  ): Promise<LicenseMeterGrantDto> {
    return LicenseMeterGrantDto.added(await this.grants.add(id, code, AddMeterGrantDto.toGrant(input)));
  }

  /** Void what is left of a grant. What was taken of it stays taken. */
  @Delete('grants/:grant_id')
  @HttpCode(204)
  @Authorized(Permission.LicensesWrite)
  @Answers(404, 'License or grant not found.')
  async voidMeterGrant(
    @IdOrName(LICENSE_ID) id: string,
    @IdOrName(METER, 'code') code: string,
    @Param('grant_id', UuidPipe) grantId: string,
  ): Promise<void> {
    await this.grants.void(id, code, grantId);
  }

  /** List who took how much from the grants of a meter, by grant, period and device, newest grants first. */
  @Get('draws')
  @FromReplica()
  @Authorized(Permission.LicensesRead)
  async listMeterDraws(
    @IdOrName(LICENSE_ID) id: string,
    @IdOrName(METER, 'code') code: string,
    @Query() { limit, after, q }: ListMeterDrawsDto,
  ): Promise<MeterDrawPageDto> {
    return toPage(await this.lists.draws(id, code, { limit, after }, { q }), (draw) => MeterDrawDto.from(draw));
  }
}

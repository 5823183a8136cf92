import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiTags, refs } from '@nestjs/swagger';
import { Authorized, Public } from '../../common/access/authorized.decorator';
import { Clock } from '../../common/clock';
import { type AnswerHead, FastPath } from '../../common/http/fast-path.decorator';
import { CountsByLicense } from '../../common/limits/license-calls.decorator';
import { Answers } from '../../common/openapi/answers.decorator';
import { toPage } from '../../common/pagination/to-page';
import { IdOrName } from '../../common/validation/id.pipes';
import { Permission } from '../../identity/permissions/permission';
import { optionalDeviceIn, scopeIn } from '../calls/dto/device-and-scope';
import {
  balanceFields,
  CreditUsageDto,
  METERS_HEADER,
  METERS_HEADERS,
  metersHeader,
  MeterUsageDto,
} from '../calls/dto/meter-usage.dto';
import { namedLicenseIn } from '../calls/named-license';
import { FromReplica } from '../../platform/replicas/from-replica.decorator';
import {
  CorrectMeterDto,
  LicenseUsageQueryDto,
  MeterPeriodDto,
  MeterPeriodPageDto,
  RecordUsageDto,
  UsageResultDto,
} from './dto/usage.dto';
import { isCredit } from '../rules/credit-balance';
import { signedCallIn } from '../signed-answers/dto/signed-answer.dto';
import { SignedCallsService } from '../signed-answers/signed-calls.service';
import { CorrectMeterService } from './correct-meter.service';
import { MeterHistoryService } from './meter-history.service';
import { UseMetersService } from './use-meters.service';
import { LICENSE_ID } from '../../licenses/licenses/license-id';

@Controller('api/v1')
export class UsageController {
  constructor(
    private readonly usage: UseMetersService,
    private readonly history: MeterHistoryService,
    private readonly corrections: CorrectMeterService,
    private readonly signing: SignedCallsService,
    private readonly clock: Clock,
  ) {}

  /**
   * Take or return amounts of a license's meters, and uses of features that cost credits. All items count, or none. The license key is
   * the credential.
   */
  @Post('usage')
  @Public()
  @CountsByLicense(namedLicenseIn)
  @FastPath({ required: ['items'], excluded: ['meter', 'amount'] })
  @HttpCode(200)
  @ApiTags('client')
  @ApiOkResponse({ type: UsageResultDto, headers: METERS_HEADERS })
  @Answers(
    403,
    'The license cannot be used; the code gives the reason, such as EXPIRED or REVOKED.',
    'EXPIRED',
    'REVOKED',
  )
  @Answers(404, 'The license was not found or, with METER_NOT_FOUND, it has no such meter.', 'METER_NOT_FOUND')
  @Answers(
    409,
    'METER_EXHAUSTED: not enough is left of a meter. METER_RETURN_EXCEEDED: more is returned than was taken. Nothing of the call counts; `details` names the meter.',
    'METER_EXHAUSTED',
    'METER_RETURN_EXCEEDED',
  )
  async recordUsage(
    @Body() input: RecordUsageDto,
    @Res({ passthrough: true }) reply: AnswerHead,
  ): Promise<UsageResultDto> {
    const items = RecordUsageDto.toItems(input);
    const call = signedCallIn('usage', input);
    const balances = await this.signing.refusing(call, () =>
      this.usage.use(input.license_key, optionalDeviceIn(input), scopeIn(input), items),
    );
    void reply.header(METERS_HEADER, metersHeader(balances, this.clock.now()));
    const answer = balanceFields(balances);
    return this.signing.answered(call, answer, { items, ...answer });
  }

  /** List what a license used of its meters, by period, newest first. Periods without usage are omitted. */
  @Get('licenses/:id/usage')
  @FromReplica()
  @Authorized(Permission.LicensesRead)
  @ApiTags('licenses')
  async listLicenseUsage(
    @IdOrName(LICENSE_ID) id: string,
    @Query() { limit, after, sort, ...filter }: LicenseUsageQueryDto,
  ): Promise<MeterPeriodPageDto> {
    return toPage(await this.history.list(id, { limit, after, sort }, filter), (period) => MeterPeriodDto.from(period));
  }

  /** Correct what a license used of a meter or a credit in the current period, also beyond its limit. What devices hold is not changed. */
  @Post('licenses/:id/meters/:code/correct')
  @HttpCode(200)
  @Authorized(Permission.LicensesWrite)
  @ApiTags('licenses')
  @ApiExtraModels(CreditUsageDto, MeterUsageDto)
  @ApiOkResponse({ schema: { oneOf: [refs(MeterUsageDto), refs(CreditUsageDto)].flat() } })
  @Answers(404, 'The license was not found or, with METER_NOT_FOUND, it has no such meter.', 'METER_NOT_FOUND')
  @Answers(409, 'METER_RETURN_EXCEEDED: less is used than is taken from it.', 'METER_RETURN_EXCEEDED')
  async correctLicenseMeter(
    @IdOrName(LICENSE_ID) id: string,
    @IdOrName('Code of the meter.', 'code') code: string,
    @Body() input: CorrectMeterDto,
  ): Promise<MeterUsageDto | CreditUsageDto> {
    const balance = await this.corrections.correct(id, code, CorrectMeterDto.toCorrection(input));
    return isCredit(balance) ? CreditUsageDto.from(balance) : MeterUsageDto.from(balance);
  }
}

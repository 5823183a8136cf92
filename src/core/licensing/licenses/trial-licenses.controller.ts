import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Authorized } from '../../common/access/authorized.decorator';
import { Clock } from '../../common/clock';
import { Answers } from '../../common/openapi/answers.decorator';
import { IdOrName } from '../../common/validation/id.pipes';
import { Permission } from '../../identity/permissions/permission';
import { ConvertTrialDto } from './dto/convert-trial.dto';
import { LicenseDto } from './dto/license.dto';
import { ConvertTrialService } from './convert-trial.service';
import { LICENSE_ID } from '../../licenses/licenses/license-id';

@ApiTags('trials')
@Controller('api/v1/licenses/:id')
export class TrialLicensesController {
  constructor(
    private readonly conversions: ConvertTrialService,
    private readonly clock: Clock,
  ) {}

  /**
   * Convert a trial license into a full license. Limits, features and, unless the request has a date, the term come from the
   * policy, the term starts now; the key and the active devices stay.
   */
  @Post('convert-trial')
  @HttpCode(200)
  @Answers(409, 'NOT_A_TRIAL: the license is not a trial.', 'NOT_A_TRIAL')
  @Authorized(Permission.LicensesWrite)
  async convertTrial(@IdOrName(LICENSE_ID) id: string, @Body() input: ConvertTrialDto): Promise<LicenseDto> {
    const converted = await this.conversions.convert(id, ConvertTrialDto.toConversion(input));
    return LicenseDto.from(converted, this.clock.now());
  }
}

import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Authorized } from '../../common/access/authorized.decorator';
import { Permission } from '../../identity/permissions/permission';
import { ExplainVerdictDto, ExplanationDto } from './dto/explanation.dto';
import { ExplainVerdictService } from './explain-verdict.service';

@ApiTags('licenses')
@Controller('api/v1/explain')
export class ExplanationsController {
  constructor(private readonly explanations: ExplainVerdictService) {}

  /** Explain a check: the result that an app would get, and the decision of each rule. Takes no seat, writes no log and counts nothing. */
  @Post()
  @HttpCode(200)
  @Authorized(Permission.LicensesRead)
  async explainVerdict(@Body() input: ExplainVerdictDto): Promise<ExplanationDto> {
    return ExplanationDto.from(await this.explanations.explain(ExplainVerdictDto.question(input)));
  }
}

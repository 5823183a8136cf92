import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Authorized } from '../../common/access/authorized.decorator';
import { Answers } from '../../common/openapi/answers.decorator';
import { toPage } from '../../common/pagination/to-page';
import { UuidPipe } from '../../common/validation/id.pipes';
import { Permission } from '../../identity/permissions/permission';
import { FromReplica } from '../../platform/replicas/from-replica.decorator';
import {
  ReactionRuleDto,
  ReactionRulePageDto,
  ReactionRuleQueryDto,
  SetReactionRuleDto,
} from './dto/reaction-rule.dto';
import { ReactionRulesService } from './reaction-rules.service';

@ApiTags('monitoring')
@Controller('api/v1/monitoring/reaction-rules')
export class ReactionRulesController {
  constructor(private readonly rules: ReactionRulesService) {}

  /** List the rules for reactions to anomalies, newest first. */
  @Get()
  @FromReplica()
  @Authorized(Permission.MonitoringRead)
  async listReactionRules(@Query() { q, ...page }: ReactionRuleQueryDto): Promise<ReactionRulePageDto> {
    return toPage(await this.rules.list(page, q), (rule) => ReactionRuleDto.from(rule));
  }

  /** Set what is done about new anomalies of a type, for a policy or for all that have no rule of their own. */
  @Put()
  @Answers(404, 'The policy does not exist.')
  @Authorized(Permission.MonitoringWrite)
  async setReactionRule(@Body() input: SetReactionRuleDto): Promise<ReactionRuleDto> {
    const reactions = SetReactionRuleDto.toReactions(input);
    return ReactionRuleDto.from(await this.rules.set(input.anomaly, input.policy ?? null, reactions));
  }

  /** Delete a rule. Reactions that have begun go on. */
  @Delete(':id')
  @HttpCode(204)
  @Authorized(Permission.MonitoringWrite)
  async deleteReactionRule(@Param('id', UuidPipe) id: string): Promise<void> {
    await this.rules.delete(id);
  }
}

import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Authorized } from '../../common/access/authorized.decorator';
import { Answers } from '../../common/openapi/answers.decorator';
import { toPage } from '../../common/pagination/to-page';
import { IdOrName } from '../../common/validation/id.pipes';
import { Permission } from '../../identity/permissions/permission';
import { FromReplica } from '../../platform/replicas/from-replica.decorator';
import {
  ListPolicyVersionsDto,
  PolicyVersionDto,
  PolicyVersionPageDto,
  PublishPolicyVersionDto,
} from './dto/policy-version.dto';
import { POLICY_ID } from './policies.controller';
import { PolicyVersionsService } from './policy-versions.service';

@ApiTags('policies')
@Controller('api/v1/policies/:id/versions')
export class PolicyVersionsController {
  constructor(private readonly versions: PolicyVersionsService) {}

  /**
   * Publish the entitlements and meters of a policy as its next version. Licenses that are issued from then on have it, existing
   * ones keep theirs until they are moved.
   */
  @Post()
  @Answers(409, 'CONFLICT: they are those of the newest version.', 'CONFLICT')
  @Authorized(Permission.PoliciesWrite)
  async publishPolicyVersion(
    @IdOrName(POLICY_ID) id: string,
    @Body() { note }: PublishPolicyVersionDto,
  ): Promise<PolicyVersionDto> {
    return PolicyVersionDto.from(await this.versions.publish(id, note));
  }

  /** List the versions of a policy, newest first. */
  @Get()
  @FromReplica()
  @Authorized(Permission.PoliciesRead)
  async listPolicyVersions(
    @IdOrName(POLICY_ID) id: string,
    @Query() { q, ...page }: ListPolicyVersionsDto,
  ): Promise<PolicyVersionPageDto> {
    return toPage(await this.versions.list(id, page, { q }), (version) => PolicyVersionDto.from(version));
  }
}

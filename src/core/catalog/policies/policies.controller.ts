import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiTag } from '../../common/openapi/api-tag.decorator';
import { Authorized } from '../../common/access/authorized.decorator';
import { Permission } from '../../identity/permissions/permission';
import { Answers } from '../../common/openapi/answers.decorator';
import { datedPage } from '../../common/pagination/dated-page';
import { toPage } from '../../common/pagination/to-page';
import { IdOrName } from '../../common/validation/id.pipes';
import { FromReplica } from '../../platform/replicas/from-replica.decorator';
import { ListPoliciesDto, PolicyDto, PolicyPageDto } from './dto/policy.dto';
import { CreatePolicyDto, UpdatePolicyDto } from './dto/policy-input.dto';
import { PoliciesService } from './policies.service';

/** Description of the parameter that names a policy. */
export const POLICY_ID = 'UUID of the policy, or a name that only one policy has.';

@ApiTag('policies', 'Terms and behavior that licenses take from their policy.')
@Controller('api/v1/policies')
export class PoliciesController {
  constructor(private readonly policies: PoliciesService) {}

  /** Create a policy that licenses of any product can use. */
  @Post()
  @Authorized(Permission.PoliciesWrite)
  async createPolicy(@Body() input: CreatePolicyDto): Promise<PolicyDto> {
    return PolicyDto.from(await this.policies.create(CreatePolicyDto.toInput(input)));
  }

  /** List policies, newest first. */
  @Get()
  @FromReplica()
  @Authorized(Permission.PoliciesRead)
  async listPolicies(@Query() { q, ...page }: ListPoliciesDto): Promise<PolicyPageDto> {
    return toPage(await this.policies.list(datedPage(page), { q }), (policy) => PolicyDto.from(policy));
  }

  /** Get a policy. */
  @Get(':id')
  @Authorized(Permission.PoliciesRead)
  async getPolicy(@IdOrName(POLICY_ID) id: string): Promise<PolicyDto> {
    return PolicyDto.from(await this.policies.get(id));
  }

  /**
   * Update a policy. A change of behavior applies to existing licenses immediately, one of entitlements and meters shortly
   * after or, if the policy has published versions, to licenses of the next version. Changed limits, terms and features apply to licenses that are issued later; a policy change applies them to existing
   * ones.
   */
  @Patch(':id')
  @Authorized(Permission.PoliciesWrite)
  async updatePolicy(@IdOrName(POLICY_ID) id: string, @Body() input: UpdatePolicyDto): Promise<PolicyDto> {
    return PolicyDto.from(await this.policies.change(id, UpdatePolicyDto.toChange(input)));
  }

  /** Delete a policy. It must not be used by a license or be a product's own. */
  @Delete(':id')
  @HttpCode(204)
  @Answers(409, "IN_USE: the policy is used by licenses or is a product's own.", {
    IN_USE: "The policy is used by licenses or is a product's own",
  })
  @Authorized(Permission.PoliciesWrite)
  async deletePolicy(@IdOrName(POLICY_ID) id: string): Promise<void> {
    await this.policies.delete(id);
  }
}

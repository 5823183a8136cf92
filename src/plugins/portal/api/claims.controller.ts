import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { Answers, ApiTag, Authorized, toPage, UuidPipe } from '../../../core/common';
import { FromReplica } from '../../../core/platform';
import { PortalClaimsService } from '../claims/portal-claims.service';
import { ClaimDto, ClaimPageDto, ListClaimsDto } from './dto/claim.dto';

@ApiTag('claims', 'Licenses that customers claim in the customer portal.')
@Controller('api/v1/claims')
export class ClaimsController {
  constructor(private readonly claims: PortalClaimsService) {}

  /** List the claims of licenses, newest first. Those that moved a license at once are `approved`. */
  @Get()
  @FromReplica()
  @Authorized('claims:read')
  async listClaims(@Query() { limit, after, sort, ...filter }: ListClaimsDto): Promise<ClaimPageDto> {
    return toPage(await this.claims.list({ limit, after, sort }, filter), (claim) => ClaimDto.from(claim));
  }

  /** Get a claim. */
  @Get(':id')
  @Authorized('claims:read')
  async getClaim(@Param('id', UuidPipe) id: string): Promise<ClaimDto> {
    return ClaimDto.from(await this.claims.get(id));
  }

  /** Move the license to the customer who claims it. Other pending claims of the license are refused. */
  @Post(':id/approve')
  @HttpCode(200)
  @Answers(409, 'The claim was decided already.')
  @Authorized('claims:write')
  async approveClaim(@Param('id', UuidPipe) id: string): Promise<ClaimDto> {
    return ClaimDto.from(await this.claims.approve(id));
  }

  /** Leave the license with its customer. */
  @Post(':id/refuse')
  @HttpCode(200)
  @Answers(409, 'The claim was decided already.')
  @Authorized('claims:write')
  async refuseClaim(@Param('id', UuidPipe) id: string): Promise<ClaimDto> {
    return ClaimDto.from(await this.claims.refuse(id));
  }
}

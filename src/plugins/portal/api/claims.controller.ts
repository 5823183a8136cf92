import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { Answers, ApiTag, Authorized, toPage, UuidPipe } from '../../../core/common';
import { FromReplica } from '../../../core/platform';
import { PortalClaimsService } from '../claims/portal-claims.service';
import { ImportClaimsService } from '../claims/import-claims.service';
import { ClaimDto, ClaimImportDto, ClaimPageDto, ImportClaimsDto, ListClaimsDto } from './dto/claim.dto';

@ApiTag('claims', 'Licenses that customers claim in the customer portal.')
@Controller('api/v1/claims')
export class ClaimsController {
  constructor(
    private readonly claims: PortalClaimsService,
    private readonly imports: ImportClaimsService,
  ) {}

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

  /**
   * Move licenses to customers by key and e-mail address, as approved claims do. Each is moved on its own: a repeated request
   * answers `owned` for those that were moved before.
   */
  @Post('import')
  @HttpCode(200)
  @Authorized('claims:write')
  async importClaims(@Body() input: ImportClaimsDto): Promise<ClaimImportDto> {
    return ClaimImportDto.from(input, await this.imports.import(ImportClaimsDto.toRows(input)));
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

import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Authorized, Dialect, RateLimited } from '../../../core/common';
import { LeadStatsService } from '../lead-stats.service';
import { V2 } from '../../../apis/v2/v2.dialect';
import { FromReplica } from '../../../core/platform';
import { LeadStatsDto } from './dto/lead.dto';

@Dialect(V2)
@ApiTags('leads')
@Controller('leads/api')
@RateLimited('admin')
export class V2LeadController {
  constructor(private readonly stats: LeadStatsService) {}

  /** Get lead statistics. */
  @Get('stats')
  @FromReplica()
  @Authorized('leads:read', { by: 'token' })
  async getLeadStats(): Promise<LeadStatsDto> {
    return LeadStatsDto.from(await this.stats.get());
  }
}

import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Authorized } from '../../../core/common/access/authorized.decorator';
import { Dialect } from '../../../core/common/dialects/dialect.decorator';
import { RateLimited } from '../../../core/common/limits/rate-limited.decorator';
import { Permission } from '../../../core/identity/permissions/permission';
import { SearchService } from '../search.service';
import { V2 } from '../../../apis/v2/v2.dialect';
import { FromReplica } from '../../../core/platform/replicas/from-replica.decorator';
import { V2_SEARCH_TYPES, GlobalSearchDto, GlobalSearchQueryDto } from './dto/search.dto';

@Dialect(V2)
@ApiTags('admin')
@Controller('api/global-search')
@RateLimited('admin')
export class V2SearchController {
  constructor(private readonly searching: SearchService) {}

  /** Search customers, licenses and devices. */
  @Get()
  @FromReplica()
  @Authorized([Permission.CustomersRead, Permission.LicensesRead, Permission.ActivationsRead], { by: 'token' })
  async searchEverything(@Query() { q, type, limit }: GlobalSearchQueryDto): Promise<GlobalSearchDto> {
    return GlobalSearchDto.from(await this.searching.search(q, type ? [type] : V2_SEARCH_TYPES, limit));
  }
}

import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Authorized, Dialect, RateLimited } from '../../../core/common';
import { Permission } from '../../../core/identity';
import { SearchService } from '../search.service';
import { V2 } from '../../../apis/v2/v2.dialect';
import { FromReplica } from '../../../core/platform';
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

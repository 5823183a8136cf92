import { Controller, Get, Query } from '@nestjs/common';
import { ApiTag, Authorized, SdkName } from '../../core/common';
import { SEARCH_TYPES } from '../../core/common/internal';
import { FromReplica } from '../../core/platform';
import { Permission } from '../../core/identity';
import { SearchQueryDto, SearchResultsDto } from './dto/search.dto';
import { SearchService } from './search.service';

@ApiTag('search', 'Search over licenses, customers, products and devices.')
@Controller('api/v1/search')
@FromReplica()
export class SearchController {
  constructor(private readonly searching: SearchService) {}

  /** Search customers, licenses, devices, resources, leads, products, groups and trials. Types that the caller may not read are left out. */
  @Get()
  @Authorized([
    Permission.CustomersRead,
    Permission.LicensesRead,
    Permission.ActivationsRead,
    'resources:read',
    'leads:read',
    Permission.ProductsRead,
  ])
  @SdkName('find')
  async search(@Query() { q, type, limit }: SearchQueryDto): Promise<SearchResultsDto> {
    return SearchResultsDto.from(await this.searching.search(q, type ? [type] : SEARCH_TYPES, limit));
  }
}

import { Get, Param, Query } from '@nestjs/common';
import { Authorized, UuidPipe } from '../../../core/common';
import { Permission } from '../../../core/identity';
import { ComparisonsService } from '../shadowing/comparisons.service';
import { SharedNamesService } from '../shadowing/shared-names.service';
import { ShadowingService } from '../shadowing/shadowing.service';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import type { Page } from '../../../pages/kit/page';
import { DifferenceListQueryDto } from './shadow-paths';
import { differenceListPage, differencePage } from './shadow.view';

const DIFFERENCES_PER_PAGE = 50;

/** An API in front of its old server: how many answers agree, and those that do not. */
@ConsoleController('console/api-compatibility/:name/differences')
export class ShadowPagesController {
  constructor(
    private readonly comparisons: ComparisonsService,
    private readonly shadowing: ShadowingService,
    private readonly sharedNames: SharedNamesService,
  ) {}

  @Get()
  @Authorized(Permission.MonitoringRead)
  async showDifferences(@Param('name') name: string, @Query() query: DifferenceListQueryDto): Promise<Page> {
    const dialect = this.shadowing.dialectNamed(name);
    const { after, before, q, operation, difference } = query;
    const filter = { q, operation, difference: difference && [difference] };
    const [agreement, sharedNames, page] = await Promise.all([
      this.comparisons.agreement(name, this.shadowing.firstShownDay),
      this.sharedNames.list(name),
      this.comparisons.list(name, { limit: DIFFERENCES_PER_PAGE, after, before }, filter),
    ]);
    return differenceListPage({ dialect, shadow: this.shadowing.of(dialect), agreement, sharedNames, page, query });
  }

  @Get(':id')
  @Authorized(Permission.MonitoringRead)
  async showDifference(@Param('name') name: string, @Param('id', UuidPipe) id: string): Promise<Page> {
    const dialect = this.shadowing.dialectNamed(name);
    return differencePage(dialect, await this.comparisons.get(name, id));
  }
}

import { Get, Post, Query } from '@nestjs/common';
import { Authorized } from '../../../common/access/authorized.decorator';
import { type Caller, CurrentCaller, isPermitted } from '../../../identity/permissions/caller';
import { Permission } from '../../../identity/permissions/permission';
import { ReleaseResourcesService } from '../../../licensing/resources/release-resources.service';
import { ResourceStatsService } from '../../../licensing/resources/resource-stats.service';
import { ResourcesService } from '../../../licensing/resources/resources.service';
import { ConsoleController } from '../../frame/console-controller.decorator';
import { type Page, SeeOther } from '../../kit/page';
import { texts } from '../../../i18n/texts';
import { PageNumberDto, ROWS_PER_PAGE } from '../list-query.dto';
import { ResourceListQueryDto } from './resource-list-query.dto';
import { resourceListPage } from './resource-list.view';
import { allocationPath, resourcePath } from './resource-paths';
import { resourcePage } from './resource.view';
import { Id } from '../../kit/parameters';

/** The list of resources, and their pages. */
@ConsoleController('console/resources')
export class ResourcePagesController {
  constructor(
    private readonly resources: ResourcesService,
    private readonly counting: ResourceStatsService,
    private readonly releasing: ReleaseResourcesService,
  ) {}

  @Get()
  @Authorized(Permission.ResourcesRead)
  async showResources(@CurrentCaller() caller: Caller, @Query() query: ResourceListQueryDto): Promise<Page> {
    const { page, q: search, status, type, license } = query;
    const filter = { search, status, type, license };
    const { rows, total } = await this.resources.list({ page, perPage: ROWS_PER_PAGE }, filter);
    return resourceListPage({
      resources: rows,
      total: total ?? rows.length,
      query,
      stats: await this.counting.stats(),
      canWrite: isPermitted(caller, Permission.ResourcesWrite),
    });
  }

  @Get(':id')
  @Authorized(Permission.ResourcesRead)
  async showResource(
    @CurrentCaller() caller: Caller,
    @Id() id: string,
    @Query() { page }: PageNumberDto,
  ): Promise<Page> {
    const { rows, total } = await this.resources.history(id, { page, perPage: ROWS_PER_PAGE });
    return resourcePage({
      resource: await this.resources.get(id),
      history: rows,
      total: total ?? rows.length,
      page,
      canWrite: isPermitted(caller, Permission.ResourcesWrite),
    });
  }

  /** At once: it can be allocated again. */
  @Post(':id/release')
  @Authorized(Permission.ResourcesWrite)
  async releaseResource(@Id() id: string): Promise<SeeOther> {
    const t = texts('resources');
    const { identifier, allocation } = await this.resources.get(id);
    await this.releasing.release([id]);
    return SeeOther.done(resourcePath(id), t.released({ name: identifier, key: allocation?.licenseKey ?? '' }), {
      text: t.allocateAgain,
      path: allocationPath(id, allocation?.licenseUid ?? ''),
    });
  }
}

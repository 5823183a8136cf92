import { Get, Post, Query } from '@nestjs/common';
import { Authorized } from '../../../core/common';
import { formatNumber, texts } from '../../../core/i18n';
import { type Caller, CurrentCaller, isPermitted } from '../../../core/identity';
import { ImportResourcesService } from '../import-resources.service';
import { ReleaseResourcesService } from '../release-resources.service';
import { RESOURCE_FORMAT } from '../resource-rows';
import { ResourceStatsService } from '../resource-stats.service';
import { ResourcesService } from '../resources.service';
import { withQuery } from '../../../pages/components/filters';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { importPages } from '../../../pages/import/import-pages';
import { type Page, SeeOther } from '../../../pages/kit/page';
import { Id } from '../../../pages/kit/parameters';
import { PageNumberDto, ROWS_PER_PAGE } from '../../../pages/kit/list-query.dto';
import { ResourceListQueryDto } from './resource-query.dto';
import { FromReplica } from '../../../core/platform';
import { resourcePath, RESOURCES_PATH } from './resource-parts';
import { resourceListPage, resourcePage } from './resource.view';

/** The list of resources, and their pages. */
@ConsoleController('console/resources')
export class ResourcePagesController {
  constructor(
    private readonly resources: ResourcesService,
    private readonly counting: ResourceStatsService,
    private readonly releasing: ReleaseResourcesService,
  ) {}

  @Get()
  @FromReplica()
  @Authorized('resources:read')
  async showResources(@CurrentCaller() caller: Caller, @Query() query: ResourceListQueryDto): Promise<Page> {
    const { page, q: search, status, type, license } = query;
    const filter = { search, status, type, license };
    return resourceListPage({
      resources: await this.resources.list({ page, perPage: ROWS_PER_PAGE }, filter),
      query,
      stats: await this.counting.stats(),
      canWrite: isPermitted(caller, 'resources:write'),
    });
  }

  @Get(':id')
  @Authorized('resources:read')
  async showResource(
    @CurrentCaller() caller: Caller,
    @Id() id: string,
    @Query() { page }: PageNumberDto,
  ): Promise<Page> {
    const history = await this.resources.history(id, { page, perPage: ROWS_PER_PAGE });
    const canWrite = isPermitted(caller, 'resources:write');
    return resourcePage(await this.resources.get(id), history, page, canWrite);
  }

  /** At once: it can be allocated again. */
  @Post(':id/release')
  @Authorized('resources:write')
  async releaseResource(@Id() id: string): Promise<SeeOther> {
    const t = texts('resources');
    const { identifier, allocation } = await this.resources.get(id);
    await this.releasing.release([id]);
    return SeeOther.done(resourcePath(id), t.released({ name: identifier, key: allocation?.licenseKey ?? '' }), {
      text: t.allocateAgain,
      path: withQuery(`${resourcePath(id)}/allocate`, { license: allocation?.licenseUid }),
    });
  }
}

const IMPORT_PATH = `${RESOURCES_PATH}/import`;

export const ResourceImportPagesController = importPages(
  IMPORT_PATH,
  'resources:write',
  ImportResourcesService,
  (imports) => ({
    path: IMPORT_PATH,
    listPath: RESOURCES_PATH,
    format: RESOURCE_FORMAT,
    texts: () => {
      const { importTitle, title, importText, imported } = texts('resources');
      return {
        title: importTitle,
        list: title,
        hints: [importText],
        imported: (count) => imported({ count, number: formatNumber(count) }),
      };
    },
    import: (file, isDryRun, reading) => imports.import(file, isDryRun, reading),
  }),
);

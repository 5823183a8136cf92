import { Get, Query } from '@nestjs/common';
import { Authorized } from '../../../core/common';
import { Permission } from '../../../core/identity';
import { type LicenseWithUsage } from '../../../core/licensing';
import { VerdictLogService } from '../../../core/licensing/internal';
import { texts, viewer } from '../../../core/i18n';
import { detailPage } from '../../../pages/components/detail-page';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import type { Page } from '../../../pages/kit/page';
import {
  licenseRequestColumns,
  RequestList,
  RequestListQueryDto,
  requestFilter,
  REQUESTS_PER_PAGE,
} from '../requests/request-list';
import { FromReplica } from '../../../core/platform';
import { crumbsOf, verbPath } from './license-paths';
import { PathLicense } from './path-license';

/** All requests about a license. */
@ConsoleController('license/edit/:id/requests')
export class LicenseRequestsController {
  constructor(private readonly log: VerdictLogService) {}

  @Get()
  @FromReplica()
  @Authorized(Permission.LicensesRead)
  async showRequests(@PathLicense() { license }: LicenseWithUsage, @Query() query: RequestListQueryDto): Promise<Page> {
    const t = texts('requests');
    const filter = { ...requestFilter(query), licenseId: license.id };
    const page = await this.log.list({ limit: REQUESTS_PER_PAGE, after: query.after }, filter);
    return detailPage({
      title: t.title,
      crumbs: crumbsOf(license),
      lead: t.licenseLead({ zone: viewer().zone }),
      main: (
        <RequestList
          path={verbPath(license.uid, 'requests')}
          query={query}
          page={page}
          columns={licenseRequestColumns()}
        />
      ),
    });
  }
}

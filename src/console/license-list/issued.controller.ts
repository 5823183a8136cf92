import { Get, Query } from '@nestjs/common';
import { Authorized } from '../../common/access/authorized.decorator';
import { Calendar } from '../../common/calendar';
import { Clock } from '../../common/clock';
import { Permission } from '../../identity/permissions/permission';
import { LicenseListService } from '../../licensing/licenses/license-list.service';
import { ConsoleController } from '../frame/console-controller.decorator';
import type { Page } from '../kit/page';
import { issuedPage, SHOWN_KEYS } from './issued.view';
import { COUNTED_LICENSES, filterOf, SelectionQueryDto } from './license-list-query.dto';

/** The keys of licenses that were issued together. */
@ConsoleController('console/licenses/issued')
@Authorized(Permission.LicensesRead)
export class IssuedController {
  constructor(
    private readonly list: LicenseListService,
    private readonly calendar: Calendar,
    private readonly clock: Clock,
  ) {}

  @Get()
  async showIssuedLicenses(@Query() query: SelectionQueryDto): Promise<Page> {
    const { id } = query;
    const filter = id ? { ids: id } : filterOf(query, this.clock.now(), this.calendar);
    const { rows } = await this.list.list({ limit: SHOWN_KEYS }, filter, 'newest');
    const count = await this.list.count(filter, COUNTED_LICENSES);
    return issuedPage({ query, licenses: rows.map(({ license }) => license), count });
  }
}

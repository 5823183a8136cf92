import { Body, Get, Post, Query, Req, Res, type StreamableFile } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PoliciesService } from '../../catalog/policies/policies.service';
import { ProductsService } from '../../catalog/products/products.service';
import { Authorized } from '../../common/access/authorized.decorator';
import { Calendar } from '../../common/calendar';
import { Clock } from '../../common/clock';
import { csvFile } from '../../common/csv/csv-file';
import { mapPages } from '../../common/pagination/all-pages';
import { type Caller, CurrentCaller, isPermitted } from '../../identity/permissions/caller';
import { Permission } from '../../identity/permissions/permission';
import { EXPORTED_FIELDS, toLicenseRow } from '../../licensing/licenses/dto/license-row.dto';
import { LicenseListService } from '../../licensing/licenses/license-list.service';
import { LicensesService } from '../../licensing/licenses/licenses.service';
import { ConsoleController } from '../frame/console-controller.decorator';
import { localPath } from '../kit/local-path';
import { type Page, SeeOther } from '../kit/page';
import { ColumnChoiceDto, columnsOf, setColumns } from './license-columns';
import {
  COUNTED_LICENSES,
  filterOf,
  LicenseListQueryDto,
  LICENSES_PER_PAGE,
  orderOf,
  SelectionQueryDto,
} from './license-list-query.dto';
import { licenseListPage } from './license-list.view';
import { LICENSES_PATH } from './license-paths';

/** Products and policies that the filters offer. */
const CHOICES = { limit: 100 } as const;

/** The list of licenses, and its export. */
@ConsoleController('console/licenses')
export class LicenseListController {
  constructor(
    private readonly list: LicenseListService,
    private readonly licenses: LicensesService,
    private readonly products: ProductsService,
    private readonly policies: PoliciesService,
    private readonly calendar: Calendar,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Authorized(Permission.LicensesRead)
  async showLicenses(
    @CurrentCaller() caller: Caller,
    @Query() query: LicenseListQueryDto,
    @Req() request: FastifyRequest,
  ): Promise<Page> {
    const now = this.clock.now();
    const filter = filterOf(query, now, this.calendar);
    const { after, before } = query;
    const page = await this.list.list({ limit: LICENSES_PER_PAGE, after, before }, filter, orderOf(query));
    return licenseListPage({
      query,
      page,
      count: await this.list.count(filter, COUNTED_LICENSES + 1),
      leavesOutRows: query.q !== undefined && (await this.list.leavesOutRows(query.q)),
      columns: columnsOf(request),
      products: (await this.products.list(CHOICES)).rows,
      policies: (await this.policies.list(CHOICES)).rows,
      canWrite: isPermitted(caller, Permission.LicensesWrite),
      now,
    });
  }

  @Post('columns')
  @Authorized(Permission.LicensesRead)
  chooseColumns(
    @Body() { back, column, do: verb }: ColumnChoiceDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): SeeOther {
    setColumns(request, reply, verb === 'reset' ? undefined : column);
    return new SeeOther(localPath(back) ?? LICENSES_PATH);
  }

  /** The selected licenses, or all that match. */
  @Get('export')
  @Authorized(Permission.LicensesRead)
  exportLicenses(@Query() { id, all, ...query }: SelectionQueryDto): StreamableFile {
    const now = this.clock.now();
    const filter = id === undefined || all ? filterOf(query, now, this.calendar) : { ids: id };
    const pages = this.licenses.exported(filter);
    return csvFile(
      'licenses.csv',
      EXPORTED_FIELDS,
      mapPages(pages, (exported) => toLicenseRow(exported, now)),
    );
  }
}

import { Get, Post, Query } from '@nestjs/common';
import { ProductsService } from '../../../core/catalog';
import { Authorized, type FormValues } from '../../../core/common';
import { orderNamed } from '../../../core/common/internal';
import { formatNumber, texts } from '../../../core/i18n';
import { type Caller, CurrentCaller, isPermitted, type LoggedIn, Permission } from '../../../core/identity';
import { ActivationsService } from '../../../core/licensing';
import {
  DeactivateActivationService,
  type LicensedActivation,
  LicenseRefused,
  ReactivateActivationService,
} from '../../../core/verification';
import { confirmation } from '../../../pages/components/confirmation';
import { LicenseLink } from '../../../pages/components/license-badge';
import { listPage } from '../../../pages/components/list-page';
import { cursorPages } from '../../../pages/components/list-pages';
import { Key, Time } from '../../../pages/components/text';
import { exportMenu } from '../../../pages/exports/export.view';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { localPath } from '../../../pages/kit/local-path';
import { type Page, SeeOther } from '../../../pages/kit/page';
import { Id, FormBody } from '../../../pages/kit/parameters';
import { FromReplica } from '../../../core/platform';
import { MonthChart, monthStarts } from '../../../pages/reports/month-chart';
import { noteOf, reportPage } from '../../../pages/reports/report-page';
import { deviceColumns, nameOf, productOf } from './device-columns';
import { DeviceListExportService } from './device-list-export.service';
import {
  DEVICE_REPORT_PATH,
  deviceConditions,
  deviceFields,
  deviceFilter,
  DeviceListQueryDto,
  DeviceReportQueryDto,
  DEVICES_PATH,
  reactivatePath,
  VIEWS,
} from './device-query.dto';

/** Products that the filter offers. */
const CHOICES = { limit: 100 } as const;

const DEVICES_PER_PAGE = 50;

/** By default, the newest devices come first. */
const ORDERS = { activated_at: { property: 'activatedAt' } } as const;

/** Devices of all licenses, and the report about them. */
@ConsoleController()
export class DeviceListController {
  constructor(
    private readonly activations: ActivationsService,
    private readonly exports: DeviceListExportService,
    private readonly deactivation: DeactivateActivationService,
    private readonly reactivation: ReactivateActivationService,
    private readonly products: ProductsService,
  ) {}

  @Get(DEVICES_PATH)
  @FromReplica()
  @Authorized(Permission.ActivationsRead)
  async showDevices(@CurrentCaller() caller: Caller, @Query() query: DeviceListQueryDto): Promise<Page> {
    const t = texts('devices');
    const canFree = isPermitted(caller, Permission.ActivationsWrite);
    const canReactivate = isPermitted(caller, Permission.ReactivationsWrite);
    return listPage({
      ...(await this.listOf(query)),
      title: t.title,
      lead: t.lead,
      actions: [exportMenu(this.exports, query)],
      path: DEVICES_PATH,
      views: {
        label: t.views,
        field: 'view',
        all: [{ title: t.all }, ...VIEWS.map((value) => ({ value, title: t[value] }))],
      },
      search: { label: t.search, placeholder: t.searchHint, ...(await this.conditions(query, DEVICES_PATH)) },
      columns: deviceColumns({ query, path: DEVICES_PATH, canFree, canReactivate }),
      empty: { icon: 'monitor', title: t.emptyTitle, text: t.emptyText },
      noMatch: { title: t.nothingTitle, text: t.nothingText, showAll: t.showAll },
    });
  }

  @Get(DEVICE_REPORT_PATH)
  @FromReplica()
  @Authorized(Permission.ActivationsRead)
  async showReport(@CurrentCaller() caller: LoggedIn, @Query() query: DeviceReportQueryDto): Promise<Page> {
    const t = texts('reports');
    const starts = monthStarts();
    const { figures, steps } = await this.activations.report(deviceFilter(query), starts);
    const { count, active, licenses, versions } = figures;
    const list = await this.listOf(query);
    const chart = {
      path: DEVICE_REPORT_PATH,
      query: list.query,
      isTable: Boolean(query.table),
      note: noteOf(count, ''),
    };
    return reportPage({
      ...list,
      caller,
      kind: 'devices',
      conditions: await this.conditions(query, DEVICE_REPORT_PATH),
      count,
      figures: [
        { label: texts('devices').active, value: formatNumber(active) },
        { label: t.figures.licenses, value: formatNumber(licenses) },
        { label: t.figures.versions, value: formatNumber(versions) },
      ],
      chart: <MonthChart {...chart} title={t.chart.devices} starts={starts} counts={steps} />,
      exports: exportMenu(this.exports, query),
      columns: deviceColumns({ query, path: DEVICE_REPORT_PATH }),
    });
  }

  @Post(`${DEVICES_PATH}/:id/free`)
  @Authorized(Permission.ActivationsWrite)
  async freeSeat(
    @CurrentCaller() caller: Caller,
    @Id() id: string,
    @FormBody() { back }: FormValues,
  ): Promise<SeeOther> {
    const t = texts('devices');
    const activation = await this.deactivation.deactivate(id);
    const canUndo = isPermitted(caller, Permission.ReactivationsWrite);
    return SeeOther.done(
      localPath(String(back)) ?? DEVICES_PATH,
      t.freed({ name: nameOf(activation) }),
      canUndo ? { text: t.undo, path: reactivatePath(id) } : undefined,
    );
  }

  @Get(`${DEVICES_PATH}/:id/reactivate`)
  @Authorized(Permission.ReactivationsWrite)
  async askToReactivate(@Id() id: string): Promise<Page> {
    return reactivatePage(await this.activations.get(id));
  }

  @Post(`${DEVICES_PATH}/:id/reactivate`)
  @Authorized(Permission.ReactivationsWrite)
  async reactivateDevice(@Id() id: string): Promise<SeeOther> {
    const t = texts('devices');
    const name = nameOf(await this.activations.get(id));
    try {
      await this.reactivation.reactivate(id);
      return SeeOther.done(DEVICES_PATH, t.reactivated({ name }));
    } catch (error) {
      if (error instanceof LicenseRefused) {
        return new SeeOther(DEVICES_PATH, { tone: 'bad', text: t.refused({ name, code: error.verdict }) });
      }
      throw error;
    }
  }

  /** The rows of a page. */
  private async listOf(query: DeviceListQueryDto) {
    const { after, before, q, sort } = query;
    const order = sort && orderNamed(ORDERS, sort);
    const page = await this.activations.list(
      { limit: DEVICES_PER_PAGE, after, before, sort: order },
      deviceFilter(query),
    );
    return {
      query: { ...deviceFields(query), sort },
      rows: page.rows,
      order: sort ? texts('devices').order[sort] : texts('lists').newestFirst,
      leavesOutRows: q !== undefined && (await this.activations.leavesOutRows(q)),
      pages: cursorPages(page),
    };
  }

  private async conditions(query: DeviceListQueryDto, path: string) {
    const { rows } = await this.products.list(CHOICES);
    return deviceConditions(query, path, rows);
  }
}

function reactivatePage(device: LicensedActivation): Page {
  const t = texts('devices');
  const { license, fingerprint, lastSeenAt } = device;
  return confirmation({
    title: t.reactivateTitle({ name: nameOf(device) }),
    crumbs: [{ title: t.title, href: DEVICES_PATH }],
    lead: t.reactivateNote,
    about: [
      { term: t.device, value: <Key value={fingerprint} /> },
      { term: t.license, value: <LicenseLink {...license} /> },
      { term: t.product, value: productOf(device) },
      { term: t.seen, value: <Time at={lastSeenAt} /> },
    ],
    action: reactivatePath(device.uid),
    verb: t.reactivateVerb,
    keep: { title: t.keep, href: DEVICES_PATH },
  });
}

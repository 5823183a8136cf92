import { Get, Post, Query } from '@nestjs/common';
import { IsIn, Matches } from 'class-validator';
import { ProductsService } from '../../../core/catalog';
import { Authorized, type FormValues, IsName, LETTER_OR_DIGIT } from '../../../core/common';
import { orderNamed } from '../../../core/common/internal';
import { texts } from '../../../core/i18n';
import { type Caller, CurrentCaller, isPermitted, Permission } from '../../../core/identity';
import { type ActivationFilter, ActivationsService } from '../../../core/licensing';
import {
  DeactivateActivationService,
  type LicensedActivation,
  LicenseRefused,
  ReactivateActivationService,
} from '../../../core/verification';
import { confirmation } from '../../../pages/components/confirmation';
import { FilterForm } from '../../../pages/components/filter-form';
import { withQuery } from '../../../pages/components/filters';
import { LicenseLink } from '../../../pages/components/license-badge';
import { listPage } from '../../../pages/components/list-page';
import { cursorPages } from '../../../pages/components/list-pages';
import { Key, Time } from '../../../pages/components/text';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { localPath } from '../../../pages/kit/local-path';
import { AfterBeforeDto } from '../../../pages/kit/cursor-page';
import { OptionalField } from '../../../pages/kit/optional-field';
import { type Page, SeeOther } from '../../../pages/kit/page';
import { Id, FormBody } from '../../../pages/kit/parameters';
import { FromReplica } from '../../../core/platform';
import { deviceColumns, DEVICES_PATH, nameOf, productOf, reactivatePath } from './device-list.view';

/** Products that the filter offers. */
const CHOICES = { limit: 100 } as const;

const DEVICES_PER_PAGE = 50;

/** The last activation; by default, the newest devices come first. */
const SORTS = ['activated_at', '-activated_at'] as const;
const ORDERS = { activated_at: { property: 'activatedAt' } } as const;

class DeviceListQueryDto extends AfterBeforeDto {
  @OptionalField()
  @IsIn(['active', 'past'])
  view?: 'active' | 'past';

  @OptionalField()
  @IsName()
  @Matches(LETTER_OR_DIGIT)
  q?: string;

  @OptionalField()
  @IsName()
  product?: string;

  /** Key or ID of a license. */
  @OptionalField()
  @IsName()
  license?: string;

  @OptionalField()
  @IsName(64)
  ip?: string;

  @OptionalField()
  @IsIn(SORTS)
  sort?: (typeof SORTS)[number];

  static toFilter({ view, q, product, license, ip }: DeviceListQueryDto): ActivationFilter {
    return { active: view && view === 'active', q, product, license, ip };
  }
}

/** Devices of all licenses. */
@ConsoleController('console/devices')
export class DeviceListController {
  constructor(
    private readonly activations: ActivationsService,
    private readonly deactivation: DeactivateActivationService,
    private readonly reactivation: ReactivateActivationService,
    private readonly products: ProductsService,
  ) {}

  @Get()
  @FromReplica()
  @Authorized(Permission.ActivationsRead)
  async showDevices(@CurrentCaller() caller: Caller, @Query() sent: DeviceListQueryDto): Promise<Page> {
    const t = texts('devices');
    const { after, before, view, q, product, license, ip, sort } = sent;
    const query = { view, q, product, license, ip, sort };
    const order = sort && orderNamed(ORDERS, sort);
    const page = await this.activations.list(
      { limit: DEVICES_PER_PAGE, after, before, sort: order },
      DeviceListQueryDto.toFilter(sent),
    );
    const { rows: products } = await this.products.list(CHOICES);
    const canFree = isPermitted(caller, Permission.ActivationsWrite);
    const canReactivate = isPermitted(caller, Permission.ReactivationsWrite);
    const choices = products.map(({ reference, name }) => ({ value: reference, title: name }));
    const back = withQuery(DEVICES_PATH, query);
    return listPage({
      title: t.title,
      lead: t.lead,
      path: DEVICES_PATH,
      query,
      views: {
        label: t.views,
        field: 'view',
        all: [{ title: t.all }, { value: 'active', title: t.active }, { value: 'past', title: t.past }],
      },
      search: {
        label: t.search,
        placeholder: t.searchHint,
        filters: [
          { field: 'product', title: t.product, values: choices, isInForm: true },
          { field: 'license', title: t.license },
          { field: 'ip', title: t.ip },
        ],
        form: (
          <FilterForm
            action={DEVICES_PATH}
            query={query}
            keep={['view', 'q', 'sort']}
            rows={[
              { name: 'product', kind: 'select', choices: [{ value: '', title: t.any }, ...choices] },
              { name: 'license', placeholder: t.licensePlaceholder },
              { name: 'ip' },
            ]}
            texts={t}
            verb={t.applyFilters}
          />
        ),
      },
      rows: page.rows,
      columns: deviceColumns({ query, back, canFree, canReactivate }),
      order: sort ? t.order[sort] : texts('lists').newestFirst,
      leavesOutRows: q !== undefined && (await this.activations.leavesOutRows(q)),
      pages: cursorPages(page),
      empty: { icon: 'monitor', title: t.emptyTitle, text: t.emptyText },
      noMatch: { title: t.nothingTitle, text: t.nothingText, showAll: t.showAll },
    });
  }

  @Post(':id/free')
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

  @Get(':id/reactivate')
  @Authorized(Permission.ReactivationsWrite)
  async askToReactivate(@Id() id: string): Promise<Page> {
    return reactivatePage(await this.activations.get(id));
  }

  @Post(':id/reactivate')
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

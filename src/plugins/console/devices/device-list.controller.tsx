import { Get, Post, Query } from '@nestjs/common';
import { IsIn, Matches } from 'class-validator';
import type { VNode } from 'preact';
import { ProductsService } from '../../../core/catalog';
import { Authorized, Clock, type FormValues, IsName, LETTER_OR_DIGIT } from '../../../core/common';
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
import { Badge } from '../../../pages/components/badge';
import { Button, ButtonLink } from '../../../pages/components/button';
import { confirmation } from '../../../pages/components/confirmation';
import { FilterForm } from '../../../pages/components/filter-form';
import { withQuery } from '../../../pages/components/filters';
import { LicenseBadge, LicenseLink } from '../../../pages/components/license-badge';
import { listPage } from '../../../pages/components/list-page';
import { cursorPages } from '../../../pages/components/list-pages';
import { Cut } from '../../../pages/components/table';
import { Key, Time } from '../../../pages/components/text';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { localPath } from '../../../pages/kit/local-path';
import { AfterBeforeDto } from '../../../pages/kit/cursor-page';
import { OptionalField } from '../../../pages/kit/optional-field';
import { type Page, SeeOther } from '../../../pages/kit/page';
import { Id, FormBody } from '../../../pages/kit/parameters';
import { FromReplica } from '../../../core/platform';
import { PostForm } from '../../../pages/components/post-form';

/** Products that the filter offers. */
const CHOICES = { limit: 100 } as const;

const DEVICES_PATH = '/console/devices';
const reactivatePath = (uid: string): string => `${DEVICES_PATH}/${uid}/reactivate`;

const DEVICES_PER_PAGE = 50;

/** Characters of a fingerprint in a sentence. */
const MAX_NAME = 80;

/** The last activation; by default, the newest devices come first. */
const SORTS = ['activated_at', '-activated_at'] as const;
const ORDERS = { activated_at: { property: 'activatedAt' } } as const;

const VIEWS = ['active', 'past', 'offline'] as const;

class DeviceListQueryDto extends AfterBeforeDto {
  @OptionalField()
  @IsIn(VIEWS)
  view?: (typeof VIEWS)[number];

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
    const offline = view === 'offline' || undefined;
    return { active: view && view !== 'past', offline, q, product, license, ip };
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
    private readonly clock: Clock,
  ) {}

  @Get()
  @FromReplica()
  @Authorized(Permission.ActivationsRead)
  async showDevices(@CurrentCaller() caller: Caller, @Query() sent: DeviceListQueryDto): Promise<Page> {
    const t = texts('devices');
    const now = this.clock.now();
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
        all: [{ title: t.all }, ...VIEWS.map((value) => ({ value, title: t[value] }))],
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
      columns: [
        { head: t.device, width: 15, onCard: 'title', cell: (device) => <DeviceName {...device} /> },
        { head: t.state, onCard: 'status', cell: (device) => <State device={device} now={now} /> },
        {
          name: 'license',
          head: t.key,
          width: 20,
          onCard: 'wide',
          cell: (device) => <LicenseLink {...device.license} />,
        },
        {
          name: 'product',
          isExtra: true,
          head: t.product,
          onCard: 'hidden',
          cell: (device) => <Cut text={productOf(device)} />,
        },
        {
          name: 'version',
          head: t.version,
          onCard: 'hidden',
          cell: ({ appVersion }) => <Cut text={appVersion} />,
        },
        { name: 'ip', head: t.ip, onCard: 'hidden', cell: ({ ip: address }) => <Cut text={address} /> },
        {
          name: 'activated',
          head: t.activated,
          width: 10,
          onCard: 'hidden',
          sort: {
            href: withQuery(DEVICES_PATH, {
              ...query,
              sort: sort === '-activated_at' ? 'activated_at' : '-activated_at',
            }),
            direction: sort && (sort === 'activated_at' ? 'ascending' : 'descending'),
          },
          cell: ({ activatedAt }) => <Time at={activatedAt} as="date" />,
        },
        {
          name: 'seen',
          head: t.seen,
          width: 10,
          onCard: 'left',
          cell: ({ lastSeenAt }) => <Time at={lastSeenAt} as="age" />,
        },
        (canFree || canReactivate) && {
          head: t.action,
          width: 15,
          isRight: true,
          onCard: 'right',
          cell: (device) => (
            <DeviceAction device={device} back={back} canFree={canFree} canReactivate={canReactivate} />
          ),
        },
      ],
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

function productOf({ product, license }: LicensedActivation): string {
  return (product ?? license.product).name;
}

function nameOf({ name, fingerprint }: Pick<LicensedActivation, 'name' | 'fingerprint'>): string {
  const text = name ?? fingerprint;
  return text.length > MAX_NAME ? `${text.slice(0, MAX_NAME)}…` : text;
}

function DeviceName({ name, fingerprint }: Pick<LicensedActivation, 'name' | 'fingerprint'>): VNode {
  return (
    <>
      {name !== null && <Cut text={name} />}
      <span class={name === null ? undefined : 'row-note'}>
        <Key value={fingerprint} isCut />
      </span>
    </>
  );
}

/** A seat of a license that does not hold: the program on the device does not run. */
function State({ device, now }: { readonly device: LicensedActivation; readonly now: Date }): VNode {
  const t = texts('devices');
  const { isActive } = device;
  const status = device.license.statusAt(now);
  if (isActive && status !== 'active' && status !== 'unused') {
    return <LicenseBadge status={status} />;
  }
  return isActive ? (
    <Badge tone="ok" icon="circle-check" text={t.isActive} />
  ) : (
    <Badge tone="outlined" icon="circle-dashed" text={t.isPast} />
  );
}

interface ActionProps {
  readonly device: LicensedActivation;
  /** The list, as it is shown. */
  readonly back: string;
  readonly canFree: boolean;
  readonly canReactivate: boolean;
}

function DeviceAction({ device, back, canFree, canReactivate }: ActionProps): VNode | null {
  const t = texts('devices');
  if (device.isActive) {
    return canFree ? (
      <PostForm class="inline-form" action={`${DEVICES_PATH}/${device.uid}/free`}>
        <input type="hidden" name="back" value={back} />
        <Button isSmall text={t.free} />
      </PostForm>
    ) : null;
  }
  return canReactivate ? (
    <ButtonLink isSmall look="quiet" href={reactivatePath(device.uid)} text={t.reactivate} />
  ) : null;
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

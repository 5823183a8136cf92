import { Get, Param } from '@nestjs/common';
import type { VNode } from 'preact';
import { Authorized, plugins } from '../../../core/common';
import { type Caller, CurrentCaller, currentCaller, isPermitted, Permission } from '../../../core/identity';
import { LicensesService, type LicenseWithUsage } from '../../../core/licensing';
import { formatDate, formatNumber, texts, viewer } from '../../../core/i18n';
import type { License } from '../../../core/licenses';
import { archivePaths } from '../../../pages/archive/archive-kind';
import { DetailColumns, detailPage } from '../../../pages/components/detail-page';
import { Code, CopyButton } from '../../../pages/components/text';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { Page, SeeOther } from '../../../pages/kit/page';
import { ButtonLink, PostButton } from '../../../pages/components/button';
import { SearchForm } from '../../../pages/components/filters';
import { Icon, type IconName } from '../../../pages/components/icon';
import { LicenseBadge } from '../../../pages/components/license-badge';
import { Refreshed } from '../../../pages/components/live';
import { Menu, MenuRule } from '../../../pages/components/page-parts';
import { customerPath, orderPath } from '../../../pages/kit/record-paths';
import { type LicensePageData, LicensePageService } from './license-page.service';
import { crumbsOf, explainPath, LICENSES_PATH, type LicenseVerb, shortKey, verbPath } from './license-paths';
import { PathLicense } from './path-license';
import { Schedule } from './license-schedule.view';
import { Sidebar } from './license-sidebar.view';
import { Seats, Sessions } from './license-seats.view';
import { StateBanner, stateOf } from './license-state.view';
import { History, RecentRequests } from './license-history';

/** Answers a support call in one look. */
@ConsoleController('license/edit')
export class LicensePageController {
  constructor(
    private readonly pages: LicensePageService,
    private readonly licenses: LicensesService,
  ) {}

  @Get(':id')
  @Authorized(Permission.LicensesRead)
  async showLicense(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<Page | SeeOther> {
    const data = await this.pages.find(id);
    const archived = data ? undefined : await this.licenses.findArchived(id);
    if (archived) {
      return new SeeOther(archivePaths(LICENSES_PATH, archived.license.uid).page);
    }
    return licensePage(id, data, {
      canWrite: isPermitted(caller, Permission.LicensesWrite),
      canFree: isPermitted(caller, Permission.ActivationsWrite),
    });
  }

  /** A text for a mail: the console sends none. */
  @Get(':id/text')
  @Authorized(Permission.LicensesRead)
  showText(@PathLicense() { license }: LicenseWithUsage): Page {
    const t = texts('licenseActions');
    const { key, product, maxActivations, expiresAt } = license;
    const seats = maxActivations === null ? t.anyNumber : formatNumber(maxActivations);
    const text = t.customerText({
      key,
      product: product?.name ?? '',
      seats,
      ends: expiresAt ? formatDate(expiresAt) : t.forever,
    });
    return detailPage({
      title: t.textTitle,
      width: 'confirmation',
      crumbs: crumbsOf(license),
      lead: t.textLead,
      main: <Code label={t.textTitle} text={text} />,
    });
  }
}

/** Somebody on the phone says "try again now". */
const REFRESH_SECONDS = 5;

interface LicenseRights {
  readonly canWrite: boolean;
  readonly canFree: boolean;
}

/** @param id as in the address, for the search if there is no such license */
function licensePage(id: string, data: LicensePageData | null, rights: LicenseRights): Page {
  if (!data) {
    return notFoundPage(id);
  }
  const t = texts('license');
  const { license } = data;
  const { canWrite, canFree } = rights;
  return detailPage({
    title: shortKey(license.key),
    windowTitle: license.key,
    heading: (
      <div class="key-title">
        <h1>{license.key}</h1>
        <CopyButton value={license.key} what={t.key} />
      </div>
    ),
    crumbs: [{ title: t.licenses, href: LICENSES_PATH }],
    lead: <Lead data={data} />,
    actions: <Actions license={license} {...rights} />,
    main: (
      <Refreshed seconds={REFRESH_SECONDS}>
        <div data-live="state">
          <StateBanner data={data} />
        </div>
        <DetailColumns isLive sidebar={<Sidebar data={data} canWrite={canWrite} />}>
          <Seats data={data} canFree={canFree} />
          <Sessions data={data} canEnd={canFree} />
          <Schedule license={license} canWrite={canWrite} />
          {data.payments}
          <RecentRequests data={data} />
          <History data={data} />
        </DetailColumns>
      </Refreshed>
    ),
  });
}

function Lead({ data }: { readonly data: LicensePageData }): VNode {
  const t = texts('license');
  const { license } = data;
  const { product, customer } = license;
  return (
    <>
      {product?.name} ·{' '}
      {customer ? (
        <a href={customerPath(customer.uid)}>{customer.name || (customer.email ?? customer.uid)}</a>
      ) : (
        <span class="unset">{t.noCustomer}</span>
      )}{' '}
      {stateOf(data) === null && <LicenseBadge status={license.statusAt(viewer().now)} />}
    </>
  );
}

interface ActionsProps extends LicenseRights {
  readonly license: License;
}

function Actions(props: ActionsProps): VNode {
  const t = texts('license');
  const { license, canWrite } = props;
  const { uid, disabledAt, revokedAt, expiresAt, durationDays } = license;
  const hasTerm = expiresAt !== null || durationDays !== null;
  return (
    <>
      {canWrite && !revokedAt && (
        <PostButton
          icon={disabledAt ? 'circle-play' : 'circle-pause'}
          action={verbPath(uid, disabledAt ? 'enable' : 'disable')}
          text={disabledAt ? t.enable : t.disable}
        />
      )}
      <ButtonLink icon="circle-help" href={explainPath(license.key)} text={t.explain} />
      <Menu label={t.more} isIcon>
        {menuOf(props).map((item) => item && <MenuItem key={item === 'rule' ? item : item.href} item={item} />)}
      </Menu>
      {canWrite && hasTerm && (
        <ButtonLink look="primary" icon="calendar-plus" href={verbPath(uid, 'extend')} text={t.extend} />
      )}
    </>
  );
}

interface MenuLink {
  readonly title: string;
  readonly href: string;
  readonly icon: IconName;
  readonly isPost?: boolean;
  readonly isDanger?: boolean;
}

/** Without what the license or the viewer's role does not allow. */
function menuOf({ license, canWrite, canFree }: ActionsProps): readonly (MenuLink | 'rule' | false)[] {
  const t = texts('license');
  const { uid, behavior, blockedAt, revokedAt, orderId } = license;
  const to = (verb: LicenseVerb, icon: IconName, title: string) => ({ title, href: verbPath(uid, verb), icon });
  const change = (verb: LicenseVerb, icon: IconName, title: string) => canWrite && to(verb, icon, title);
  const post = (verb: LicenseVerb, icon: IconName, title: string) =>
    canWrite && { ...to(verb, icon, title), isPost: true };
  const stop = (verb: LicenseVerb, icon: IconName, title: string) =>
    canWrite && { ...to(verb, icon, title), isDanger: true };
  return [
    change('change', 'pencil', t.edit),
    change('move', 'arrow-left-right', t.move),
    change('rotate-key', 'key-round', t.rotateKey),
    behavior.checkInInterval !== null && post('check-in', 'rotate-cw', t.checkIn),
    behavior.maxTransfers !== null && post('reset-transfers', 'rotate-ccw', t.resetTransfers),
    to('users', 'users', t.users),
    to('files', 'file-key', t.files),
    to('text', 'mail', t.text),
    ...linksOfPlugins(uid),
    orderId !== null &&
      isPermitted(currentCaller(), 'orders:write') && {
        title: t.refund,
        href: `${orderPath(orderId)}/refund`,
        icon: 'rotate-ccw',
      },
    (canWrite || canFree) && 'rule',
    canFree && to('free-seats', 'unlink', t.freeSeats),
    !revokedAt && (blockedAt ? post('unblock', 'lock-open', t.unblock) : stop('block', 'ban', t.block)),
    !revokedAt && stop('revoke', 'circle-x', t.revoke),
    stop('delete', 'trash-2', t.deleteLicense),
  ];
}

function linksOfPlugins(uid: string): MenuLink[] {
  return plugins()
    .flatMap(({ console }) => console?.licenseLinks ?? [])
    .filter(({ permission }) => isPermitted(currentCaller(), permission))
    .map(({ title, icon, path }) => ({ title: title(), icon, href: path(uid) }));
}

function MenuItem({ item }: { readonly item: MenuLink | 'rule' }): VNode {
  if (item === 'rule') {
    return <MenuRule />;
  }
  const { title, href, icon, isPost, isDanger } = item;
  return isPost ? (
    <PostButton look="quiet" icon={icon} action={href} text={title} />
  ) : (
    <a class={isDanger ? 'menu-danger' : undefined} href={href}>
      <Icon name={icon} />
      {title}
    </a>
  );
}

function notFoundPage(id: string): Page {
  const t = texts('license');
  const body = (
    <div class="state">
      <p class="state-status">404</p>
      <h1>{t.notFoundTitle}</h1>
      <p>{t.notFoundText}</p>
      <SearchForm action={LICENSES_PATH} label={t.search} placeholder={t.searchPlaceholder} value={id} />
    </div>
  );
  return new Page({ title: t.notFoundTitle, width: 'confirmation', body }, 404);
}

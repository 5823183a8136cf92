import type { VNode } from 'preact';
import type { License } from '../../licenses/licenses/license.entity';
import { ButtonLink, PostButton } from '../components/button';
import { DetailColumns } from '../components/detail-page';
import { SearchForm } from '../components/filters';
import { Icon, type IconName } from '../components/icon';
import { LicenseBadge } from '../components/license-badge';
import { Refreshed } from '../components/live';
import { Menu, MenuRule, PageHeader } from '../components/page-parts';
import { CopyButton } from '../components/text';
import { Page } from '../kit/page';
import { texts } from '../../i18n/texts';
import { viewer } from '../../i18n/viewer';
import type { LicensePageData } from './license-page.service';
import { customerPath, explainPath, LICENSES_PATH, type LicenseVerb, verbPath } from './license-paths';
import { Sidebar } from './license-sidebar.view';
import { Seats } from './license-seats.view';
import { Sessions } from './license-sessions.view';
import { StateBanner, stateOf } from './license-state.view';
import { History, RecentVerdicts } from './license-verdicts.view';

/** Somebody on the phone says "try again now". */
const REFRESH_SECONDS = 5;

export interface LicenseRights {
  readonly canWrite: boolean;
  readonly canFree: boolean;
}

/** @param id as in the address, for the search if there is no such license */
export function licensePage(id: string, data: LicensePageData | null, rights: LicenseRights): Page {
  return data
    ? new Page({ title: data.license.key, body: <LicenseBody data={data} rights={rights} /> })
    : notFoundPage(id);
}

interface BodyProps {
  readonly data: LicensePageData;
  readonly rights: LicenseRights;
}

function LicenseBody({ data, rights }: BodyProps): VNode {
  const { canWrite, canFree } = rights;
  return (
    <>
      <Header data={data} rights={rights} />
      <Refreshed seconds={REFRESH_SECONDS}>
        <div data-live="state">
          <StateBanner data={data} />
        </div>
        <DetailColumns isLive sidebar={<Sidebar data={data} canWrite={canWrite} />}>
          <Seats data={data} canFree={canFree} />
          <Sessions data={data} canEnd={canFree} />
          <RecentVerdicts data={data} />
          <History data={data} />
        </DetailColumns>
      </Refreshed>
    </>
  );
}

function Header({ data, rights }: BodyProps): VNode {
  const t = texts('license');
  const { license } = data;
  return (
    <PageHeader
      title={shortKey(license.key)}
      heading={
        <div class="key-title">
          <h1>{license.key}</h1>
          <CopyButton value={license.key} what={t.key} />
        </div>
      }
      crumbs={[{ title: t.licenses, href: LICENSES_PATH }]}
      lead={<Lead data={data} />}
      actions={<Actions license={license} {...rights} />}
    />
  );
}

/** Start and end of a long key, for the breadcrumb. */
export function shortKey(key: string): string {
  return key.length > 20 ? `${key.slice(0, 9)}…${key.slice(-5)}` : key;
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

function Actions({ license, canWrite, canFree }: LicenseRights & { readonly license: License }): VNode {
  const t = texts('license');
  const { uid, disabledAt, revokedAt, expiresAt, durationDays } = license;
  const hasTerm = expiresAt !== null || durationDays !== null;
  return (
    <>
      {canWrite && !revokedAt && (
        <PostButton
          icon={disabledAt ? 'circle-play' : 'circle-pause'}
          action={verbPath(uid, disabledAt ? 'enable' : 'disable')}
        >
          {disabledAt ? t.enable : t.disable}
        </PostButton>
      )}
      <Menu label={t.more} isIcon>
        {canWrite && <ChangeLinks license={license} />}
        <MenuLink id={uid} to="users" icon="users" title={t.users} />
        <MenuLink id={uid} to="files" icon="file-key" title={t.files} />
        <MenuLink id={uid} to="text" icon="mail" title={t.text} />
        <a href={explainPath(license.key)}>
          <Icon name="circle-help" />
          {t.explain}
        </a>
        {(canWrite || canFree) && <MenuRule />}
        {canFree && <MenuLink id={uid} to="free-seats" icon="unlink" title={t.freeSeats} />}
        {canWrite && <StoppingLinks license={license} />}
      </Menu>
      {canWrite && hasTerm && (
        <ButtonLink look="primary" icon="calendar-plus" href={verbPath(uid, 'extend')}>
          {t.extend}
        </ButtonLink>
      )}
    </>
  );
}

function ChangeLinks({ license: { uid, behavior } }: { readonly license: License }): VNode {
  const t = texts('license');
  return (
    <>
      <MenuLink id={uid} to="change" icon="pencil" title={t.edit} />
      <MenuLink id={uid} to="move" icon="arrow-left-right" title={t.move} />
      <MenuLink id={uid} to="policy" icon="sliders-horizontal" title={t.changePolicy} />
      <MenuLink id={uid} to="overrides" icon="settings" title={t.overrides} />
      <MenuLink id={uid} to="grants" icon="list-checks" title={t.grants} />
      <MenuLink id={uid} to="rotate-key" icon="key-round" title={t.rotateKey} />
      {behavior.checkInInterval !== null && (
        <PostButton look="quiet" icon="rotate-cw" action={verbPath(uid, 'check-in')}>
          {t.checkIn}
        </PostButton>
      )}
      {behavior.maxTransfers !== null && (
        <PostButton look="quiet" icon="rotate-ccw" action={verbPath(uid, 'reset-transfers')}>
          {t.resetTransfers}
        </PostButton>
      )}
    </>
  );
}

function StoppingLinks({ license: { uid, blockedAt, revokedAt } }: { readonly license: License }): VNode {
  const t = texts('license');
  return (
    <>
      {!revokedAt && (
        <>
          {blockedAt ? (
            <PostButton look="quiet" icon="lock-open" action={verbPath(uid, 'unblock')}>
              {t.unblock}
            </PostButton>
          ) : (
            <MenuLink id={uid} to="block" icon="ban" title={t.block} isDanger />
          )}
          <MenuLink id={uid} to="revoke" icon="circle-x" title={t.revoke} isDanger />
        </>
      )}
      <MenuLink id={uid} to="delete" icon="trash-2" title={t.deleteLicense} isDanger />
    </>
  );
}

interface MenuLinkProps {
  readonly id: string;
  readonly to: LicenseVerb;
  readonly icon: IconName;
  readonly title: string;
  readonly isDanger?: boolean;
}

function MenuLink({ id, to, icon, title, isDanger }: MenuLinkProps): VNode {
  return (
    <a class={isDanger ? 'menu-danger' : undefined} href={verbPath(id, to)}>
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

import type { VNode } from 'preact';
import { DAY } from '../../../core/common';
import { ENDING_DAYS } from './customer-figures.service';
import type { CustomerRefusal } from './customer-refusals.service';
import type { LicenseWithUsage } from '../../../core/licensing';
import type { LicensedActivation } from '../../../core/verification';
import { MAX_COUNTED } from './owned-licenses';
import { texts, viewer } from '../../../core/i18n';
import { currentCaller, isPermitted, Permission } from '../../../core/identity';
import { ButtonLink, PostButton } from '../../../pages/components/button';
import { type QueryFields, withQuery } from '../../../pages/components/filters';
import type { IconName } from '../../../pages/components/icon';
import { Expiry, LicenseBadge, LicenseLink } from '../../../pages/components/license-badge';
import type { Total } from '../../../pages/components/list-counts';
import { Rows } from '../../../pages/components/list-page';
import { cursorPages, trailPages } from '../../../pages/components/list-pages';
import { EmptyState, Tabs } from '../../../pages/components/page-parts';
import { type Column, Cut, NoValue } from '../../../pages/components/table';
import { Time } from '../../../pages/components/text';
import { VerdictView } from '../../../pages/components/verdict';
import { LastSeen as LicenseSeen, SeatsCell } from '../license-list/license-columns';
import { devicePath, explainPath } from '../license/license-paths';
import { DeviceName, LastSeen, nameOf } from '../license/license-seats.view';
import { type CustomerPageData, ROWS_PER_PAGE, seesMails } from './customer-page.service';
import { auditPath, customerCount, issuePath, mailsPath, tabExportPath, tabPath } from './customer-paths';
import { CUSTOMER_TABS, type CustomerTab } from './customer-query.dto';
import { customerMailColumns, MailStates } from './customer-mails.view';
import { CustomerTimeline } from './customer-timeline.view';
import { refusalText } from './refusal-text';

export function CustomerTabs(data: CustomerPageData): VNode {
  const t = texts('customer');
  const { customer, figures, refusals, sales, shown } = data;
  const counts: Readonly<Partial<Record<CustomerTab, number>>> = {
    licenses: figures.licenses,
    devices: figures.devices,
    refusals,
    orders: sales?.count,
  };
  const isShown = (tab: CustomerTab): boolean => (tab === 'mails' ? seesMails() : tab !== 'orders' || sales !== null);
  const exportPath = shown.tab === 'orders' ? shown.exportPath : tabExportPath(customer.uid, shown.tab);
  const tabs = CUSTOMER_TABS.filter(isShown).map((tab) => {
    const count = counts[tab];
    return {
      title: t.tabs[tab],
      href: tabPath(customer.uid, tab),
      count: count === undefined ? undefined : customerCount(count),
      isCurrent: tab === shown.tab,
    };
  });
  return (
    <>
      <Tabs label={t.views} tabs={tabs} />
      {shown.tab === 'mails' && <MailStates customer={customer.uid} state={data.query.state} />}
      {shown.rows.length === 0 ? (
        <EmptyTab {...data} />
      ) : (
        <>
          <OpenTab {...data} />
          <p class="section-more">
            {exportPath !== undefined && <a href={exportPath}>{t.export}</a>}
            {shown.tab === 'mails' && <a href={mailsPath(customer.uid)}>{t.allMails}</a>}
            {shown.tab === 'timeline' && (
              <>
                {' · '}
                <a href={auditPath(customer.uid)}>{texts('customers').wholeHistory}</a>
              </>
            )}
          </p>
        </>
      )}
    </>
  );
}

const ICONS = {
  licenses: 'key',
  devices: 'monitor',
  refusals: 'circle-check',
  orders: 'shopping-cart',
  mails: 'mail',
  timeline: 'history',
} as const satisfies Record<CustomerTab, IconName>;

function EmptyTab({ customer, shown: { tab } }: CustomerPageData): VNode {
  const t = texts('customer');
  const canIssue = tab === 'licenses' && isPermitted(currentCaller(), Permission.LicensesWrite);
  const issue = <ButtonLink href={issuePath(customer.uid)} text={texts('customers').issue} />;
  return (
    <EmptyState icon={ICONS[tab]} title={t.emptyTitles[tab]} actions={canIssue ? issue : undefined}>
      {t.emptyTexts[tab]}
    </EmptyState>
  );
}

function OpenTab(data: CustomerPageData): VNode {
  const { customer, figures, refusals, sales, query, shown } = data;
  const { sort = 'expires_first' } = query;
  const t = texts('customer');
  const { byActivation, newestFirst } = texts('lists');
  const list = {
    title: t.tabs[shown.tab],
    path: tabPath(customer.uid, 'licenses'),
    query: queryOf(data),
    pages: pagesOf(data),
  };
  switch (shown.tab) {
    case 'licenses':
      return (
        <Rows
          {...list}
          rows={shown.rows}
          columns={licenseColumns(data)}
          order={texts('licenses').order[sort]}
          total={counted(figures.licenses)}
        />
      );
    case 'devices': {
      const back = withQuery(list.path, { ...list.query, after: query.after, before: query.before });
      return (
        <Rows
          {...list}
          rows={shown.rows}
          columns={deviceColumns(back)}
          order={byActivation}
          total={counted(figures.devices)}
        />
      );
    }
    case 'refusals':
      return (
        <Rows {...list} rows={shown.rows} columns={refusalColumns()} order={newestFirst} total={counted(refusals)} />
      );
    case 'orders':
      return shown.table({ ...list, order: newestFirst, total: counted(sales?.count ?? 0) });
    case 'mails':
      return <Rows {...list} rows={shown.rows} columns={customerMailColumns()} order={newestFirst} />;
    case 'timeline':
      return <CustomerTimeline rows={shown.rows} {...list} />;
  }
}

const counted = (count: number): Total => ({ count, limit: MAX_COUNTED - 1 });

function queryOf({ query: { tab, sort, state } }: CustomerPageData): QueryFields {
  return { tab: tab === 'licenses' ? undefined : tab, sort, state };
}

/** Logs only lead forward, so their addresses keep the way back. */
function pagesOf({ query, shown }: CustomerPageData) {
  const isLog = shown.tab === 'refusals' || shown.tab === 'timeline';
  return isLog ? trailPages(query, shown.next, ROWS_PER_PAGE) : cursorPages(shown);
}

function licenseColumns({ customer, query: { sort = 'expires_first' } }: CustomerPageData): Column<LicenseWithUsage>[] {
  const t = texts('licenses');
  const { now } = viewer();
  const soon = new Date(now.getTime() + ENDING_DAYS * DAY);
  const isLast = sort === 'expires_last';
  return [
    {
      head: t.key,
      width: 30,
      onCard: 'title',
      cell: ({ license }) => (
        <>
          <LicenseLink {...license} />
          <span class="row-note cut">{license.products?.map(({ name }) => name).join(', ')}</span>
        </>
      ),
    },
    { head: t.status, onCard: 'status', cell: ({ license }) => <LicenseBadge status={license.statusAt(now)} /> },
    { head: t.column.seats, onCard: 'left', cell: (row) => <SeatsCell {...row} /> },
    {
      head: t.column.expires,
      onCard: 'right',
      sort: {
        href: tabPath(customer.uid, 'licenses', { sort: isLast ? undefined : 'expires_last' }),
        direction: isLast ? 'descending' : 'ascending',
      },
      cell: ({ license }) => <Expiry license={license} warnedUntil={soon} />,
    },
    { head: t.column.seen, width: 20, isRight: true, onCard: 'hidden', cell: (row) => <LicenseSeen {...row} /> },
  ];
}

/** @param back the page that freeing a seat leads back to */
function deviceColumns(back: string): Column<LicensedActivation>[] {
  const t = texts('license');
  const columns: Column<LicensedActivation>[] = [
    {
      head: t.device,
      width: 30,
      onCard: 'title',
      cell: (device) => <DeviceName license={device.license.uid} device={device} />,
    },
    { head: t.license, width: 25, onCard: 'wide', cell: ({ license }) => <LicenseLink {...license} /> },
    { head: t.version, width: 10, onCard: 'hidden', cell: ({ appVersion }) => appVersion && <Cut text={appVersion} /> },
    { head: t.lastSeen, onCard: 'left', cell: (device) => <LastSeen device={device} /> },
  ];
  const free: Column<LicensedActivation> = {
    head: t.action,
    isRight: true,
    onCard: 'right',
    cell: (device) => (
      <PostButton
        isSmall
        action={withQuery(devicePath(device.license.uid, device.uid, 'free'), { back })}
        label={t.freeSeatOf({ device: nameOf(device) })}
        text={t.freeSeat}
      />
    ),
  };
  return isPermitted(currentCaller(), Permission.ActivationsWrite) ? [...columns, free] : columns;
}

function refusalColumns(): Column<CustomerRefusal>[] {
  const t = texts('customer');
  return [
    { head: t.time, width: 20, onCard: 'status', cell: ({ at }) => <Time at={at} as="clock" /> },
    {
      head: t.codeAndWhy,
      width: 35,
      onCard: 'title',
      cell: ({ outcome }) => (
        <>
          <VerdictView code={outcome} />
          <span class="row-note cut" title={refusalText(outcome)}>
            {refusalText(outcome)}
          </span>
        </>
      ),
    },
    {
      head: t.license,
      onCard: 'wide',
      cell: ({ licenseUid: uid, licenseKey: key }) => <LicenseLink {...{ uid, key }} />,
    },
    { head: t.device, onCard: 'left', cell: (refusal) => <RefusedDevice {...refusal} /> },
    {
      head: t.explain,
      headView: <span class="visually-hidden">{t.explain}</span>,
      width: 10,
      isRight: true,
      onCard: 'right',
      cell: ({ licenseKey, fingerprint }) => (
        <a href={explainPath(licenseKey, fingerprint ?? undefined)}>{t.explain}</a>
      ),
    },
  ];
}

function RefusedDevice({ deviceName, fingerprint }: CustomerRefusal): VNode {
  const name = deviceName ?? fingerprint;
  return name === null ? <NoValue /> : <Cut text={name} />;
}

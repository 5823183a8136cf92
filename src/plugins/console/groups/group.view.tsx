import type { VNode } from 'preact';
import type { Page as Rows } from '../../../core/common';
import type { Customer, Group } from '../../../core/customers';
import { texts, viewer } from '../../../core/i18n';
import { COUNTED_IN_GROUP, type GroupUse } from './group-use.service';
import type { LicenseWithUsage } from '../../../core/licensing';
import { AuditLog } from '../../../pages/audit/audit-entries.view';
import type { AuditEntries } from '../../../pages/audit/record-history.service';
import { EditActions } from '../../../pages/components/record-parts';
import { Banner } from '../../../pages/components/banner';
import { ButtonLink, PostButton } from '../../../pages/components/button';
import { detailPage } from '../../../pages/components/detail-page';
import { countText } from '../../../pages/components/list-counts';
import { withQuery } from '../../../pages/components/filters';
import { LicenseBadge, LicenseLink } from '../../../pages/components/license-badge';
import { Rows as Table } from '../../../pages/components/list-page';
import { cursorPages } from '../../../pages/components/list-pages';
import type { Crumb } from '../../../pages/components/page-parts';
import { Section } from '../../../pages/components/page-parts';
import { type Column, Cut } from '../../../pages/components/table';
import { type Detail, DescriptionList, Meter, Time } from '../../../pages/components/text';
import type { Page } from '../../../pages/kit/page';
import { customerPath, groupPath } from '../../../pages/kit/record-paths';
import { SeatsCell } from '../license-list/license-columns';
import { LICENSES_PATH } from '../license-list/license-paths';
import { addLicensePath, GROUPS_PATH, removeLicensePath } from './group-paths';

interface GroupPageData {
  readonly group: Group;
  readonly use: GroupUse;
  readonly licenses: Rows<LicenseWithUsage>;
  /** The newest; undefined if the viewer may not see them. */
  readonly customers?: readonly Customer[];
  /** Undefined if the viewer may not see it. */
  readonly history?: AuditEntries;
  readonly canWrite: boolean;
}

/** The pages above a page of a group, its own included if it is given. */
export function crumbsOf(group?: Group): Crumb[] {
  const list = { title: texts('groups').title, href: GROUPS_PATH };
  return group ? [list, { title: group.name, href: groupPath(group.uid) }] : [list];
}

const listHref = ({ uid }: Group): string => withQuery(LICENSES_PATH, { group: uid });

export function groupPage(data: GroupPageData): Page {
  const t = texts('groups');
  const { group, canWrite, history } = data;
  const path = groupPath(group.uid);
  return detailPage({
    title: group.name,
    crumbs: crumbsOf(),
    lead: t.pageLead,
    actions: canWrite && (
      <EditActions path={path}>
        <ButtonLink look="primary" icon="plus" href={addLicensePath(group.uid)} text={t.addLicense} />
      </EditActions>
    ),
    main: (
      <>
        <Limits {...data} />
        <Licenses {...data} />
        {history && history.rows.length > 0 && (
          <Section
            id="history"
            title={t.history}
            link={{ href: withQuery('/console/audit', { target: `groups:${group.uid}` }), title: t.wholeHistory }}
          >
            <AuditLog {...history} />
          </Section>
        )}
      </>
    ),
    sidebar: (
      <>
        <Customers {...data} />
        <Section id="details" title={t.details}>
          <DescriptionList
            items={[
              { term: texts('catalog').created, value: <Time at={group.createdAt} /> },
              { term: texts('catalog').changed, value: <Time at={group.updatedAt} /> },
              { term: t.id, value: <code class="key-whole">{group.uid}</code> },
            ]}
          />
        </Section>
      </>
    ),
  });
}

/** Each limit with its use, and what it means in words. */
function Limits({ group, use }: GroupPageData): VNode {
  const t = texts('groups');
  const { maxLicenses, maxActivations, maxUsers } = group;
  const isPartial = use.licenses > COUNTED_IN_GROUP;
  return (
    <Section id="limits" title={t.limits} note={isPartial ? t.partial({ count: COUNTED_IN_GROUP }) : undefined}>
      <Meter label={t.licenses} used={Math.min(use.licenses, COUNTED_IN_GROUP)} limit={maxLicenses} />
      <p class="note">{maxLicenses === null ? t.anyLicenses : t.licensesLimit({ count: maxLicenses })}</p>
      <Meter label={t.seats} used={use.seats} limit={maxActivations} />
      <p class="note">{maxActivations === null ? t.anySeats : t.seatsLimit({ count: maxActivations })}</p>
      <Meter label={t.users} used={use.users} limit={maxUsers} />
      <p class="note">{maxUsers === null ? t.anyUsers : t.usersLimit({ count: maxUsers })}</p>
    </Section>
  );
}

function Licenses({ group, use, licenses, canWrite }: GroupPageData): VNode {
  const t = texts('groups');
  const { rows } = licenses;
  const count = countText(use.licenses, COUNTED_IN_GROUP);
  const link = use.licenses > 0 ? { href: listHref(group), title: t.inList({ count }) } : undefined;
  return (
    <Section id="licenses" title={t.licenses} link={link}>
      {rows.length === 0 ? (
        <p class="unset">{t.noLicenses}</p>
      ) : (
        <Table
          title={t.licenses}
          rows={rows}
          columns={licenseColumns(group, canWrite)}
          order={texts('lists').newestFirst}
          path={groupPath(group.uid)}
          query={{}}
          pages={cursorPages(licenses)}
        />
      )}
    </Section>
  );
}

function licenseColumns(group: Group, canWrite: boolean): (Column<LicenseWithUsage> | false)[] {
  const t = texts('groups');
  return [
    { head: t.key, width: 30, onCard: 'title', cell: ({ license }) => <LicenseLink {...license} /> },
    {
      head: t.status,
      width: 20,
      onCard: 'status',
      cell: ({ license }) => <LicenseBadge status={license.statusAt(viewer().now)} />,
    },
    {
      head: t.customer,
      onCard: 'wide',
      cell: ({ license }) => license.customer && <Cut text={license.customer.name || (license.customer.email ?? '')} />,
    },
    { head: t.seats, width: 15, onCard: 'left', cell: (row) => <SeatsCell {...row} /> },
    canWrite && {
      head: t.action,
      width: 20,
      isRight: true,
      onCard: 'right',
      cell: ({ license: { uid, key } }) => (
        <PostButton
          isSmall
          action={removeLicensePath(group.uid, uid)}
          label={t.removeOf({ key })}
          text={t.removeLicense}
        />
      ),
    },
  ];
}

/** Their new licenses join the group. */
function Customers({ use, customers }: GroupPageData): VNode | null {
  const t = texts('groups');
  if (!customers) {
    return null;
  }
  return (
    <Section id="customers" title={t.customers} note={countText(use.customers, COUNTED_IN_GROUP)}>
      <p class="note">{t.customersNote}</p>
      {customers.length === 0 && <p class="unset">{t.noCustomers}</p>}
      <ul class="plain-list">
        {customers.map(({ uid, name, email }) => (
          <li key={uid} class="cut" title={name}>
            <a href={customerPath(uid)}>{name || (email ?? uid)}</a>
          </li>
        ))}
      </ul>
      {use.customers > customers.length && <p class="note">{t.newestCustomers({ count: customers.length })}</p>}
    </Section>
  );
}

/** Facts for a confirmation. */
export function aboutOf(group: Group, use: GroupUse): Detail[] {
  const t = texts('groups');
  const count = countText(use.licenses, COUNTED_IN_GROUP);
  return [
    { term: t.name, value: group.name },
    { term: t.licenses, value: use.licenses === 0 ? count : <a href={listHref(group)}>{count}</a> },
    { term: t.customers, value: countText(use.customers, COUNTED_IN_GROUP) },
  ];
}

/** Says why the group cannot be deleted, instead of a button that would be refused. */
export function groupInUsePage(group: Group, use: GroupUse): Page {
  const t = texts('groups');
  return detailPage({
    title: t.deleteTitle({ name: group.name }),
    crumbs: crumbsOf(group),
    width: 'confirmation',
    main: (
      <>
        <Banner tone="bad" id="in-use" title={t.inUseTitle} isAlert>
          {t.inUse}
        </Banner>
        <DescriptionList items={aboutOf(group, use)} />
        <div class="section actions">
          <ButtonLink href={listHref(group)} text={t.showLicenses} />
          <ButtonLink look="quiet" href={groupPath(group.uid)} text={t.keep} />
        </div>
      </>
    ),
  });
}

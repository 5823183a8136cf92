import type { VNode } from 'preact';
import type { Customer } from '../../customers/customers/customer.entity';
import { formatDate } from '../../i18n/format';
import { textFor, texts } from '../../i18n/texts';
import { viewer } from '../../i18n/viewer';
import type { LicenseWithUsage } from '../../licensing/licenses/licenses.service';
import type { AuditEntry } from '../../platform/records/audit-entry.entity';
import { ButtonLink } from '../components/button';
import { withQuery } from '../components/filters';
import type { IconName } from '../components/icon';
import { LicenseBadge, LicenseLink } from '../components/license-badge';
import { Timeline, type TimelineEntry } from '../components/lists';
import { Menu, MenuRule, Section } from '../components/page-parts';
import { type Column, Cut, Table } from '../components/table';
import { CopyButton, DescriptionList, Time } from '../components/text';
import type { CustomerPageData } from './customer-page.service';
import { deletePath, mergePath } from './customer-paths';

export function leadOf({ email, company, createdAt }: Customer): string {
  return [email, company, texts('customers').since({ date: formatDate(createdAt) })].filter(Boolean).join(' · ');
}

export function CustomerActions({ customer: { uid }, canWrite, canIssue }: CustomerPageData): VNode {
  const t = texts('customers');
  return (
    <>
      {canWrite && (
        <Menu label={t.more} isIcon>
          <a href={mergePath(uid)}>{t.mergeAction}</a>
          <MenuRule />
          <a class="menu-danger" href={deletePath(uid)}>
            {t.deleteAction}
          </a>
        </Menu>
      )}
      {canIssue && (
        <ButtonLink icon="plus" href={withQuery('/console/licenses/new', { customer: uid })} text={t.issue} />
      )}
    </>
  );
}

export function CustomerLicenses({ customer, licenses }: CustomerPageData): VNode {
  const t = texts('customers');
  return (
    <Section
      id="licenses"
      title={t.licenses}
      note={licenses.length > 0 ? t.newestLicenses({ shown: licenses.length }) : undefined}
    >
      {licenses.length === 0 ? (
        <p class="unset">{t.noLicenses}</p>
      ) : (
        <>
          <Table label={t.licenses} rows={licenses} columns={columns()} />
          <p class="section-more">
            <a href={withQuery('/console/licenses', { customer: customer.uid })}>{t.allLicenses}</a>
          </p>
        </>
      )}
    </Section>
  );
}

function columns(): Column<LicenseWithUsage>[] {
  const t = texts('customers');
  return [
    {
      head: t.key,
      width: 35,
      onCard: 'title',
      cell: ({ license }) => <LicenseLink {...license} />,
    },
    {
      head: t.status,
      width: 15,
      onCard: 'status',
      cell: ({ license }) => <LicenseBadge status={license.statusAt(viewer().now)} />,
    },
    { head: t.product, onCard: 'wide', cell: ({ license }) => <Cut text={license.product?.name ?? ''} /> },
    {
      head: t.seats,
      width: 15,
      isRight: true,
      onCard: 'left',
      cell: ({ license, use }) => t.seatsOf({ used: use.seats, limit: license.maxActivations }),
    },
    {
      head: t.expires,
      width: 15,
      isRight: true,
      onCard: 'right',
      cell: ({ license: { expiresAt } }) =>
        expiresAt ? <Time at={expiresAt} as="date" /> : <span class="unset">{t.noEnd}</span>,
    },
  ];
}

/** The history of a customer, and its ids. */
export function CustomerRecords({ customer: { uid, id }, history }: CustomerPageData): VNode {
  const t = texts('customers');
  const uuid = (
    <>
      <code>{uid}</code> <CopyButton value={uid} what={t.id} />
    </>
  );
  return (
    <>
      <Section id="history" title={t.history}>
        {history.length === 0 ? <p class="unset">{t.noHistory}</p> : <Timeline entries={history.map(entryOf)} />}
        <a href={withQuery('/console/audit', { target: `customers:${uid}` })}>{t.wholeHistory}</a>
      </Section>
      <Section id="programs" title={t.forPrograms}>
        <DescriptionList
          items={[
            { term: t.id, value: uuid },
            { term: t.number, value: String(id) },
          ]}
        />
      </Section>
    </>
  );
}

const ICONS: Readonly<Record<string, IconName>> = {
  'customer.created': 'plus',
  'customer.updated': 'pencil',
  'customer.deleted': 'trash-2',
  'customer.merged': 'merge',
};

function entryOf({ id, at, actor, action, before, after }: AuditEntry): TimelineEntry {
  const t = texts('customers');
  const changed = before && after ? Object.keys(after).join(', ') : '';
  return {
    key: id,
    icon: ICONS[action] ?? 'history',
    text: textFor(t.actions, action)?.({ who: actor }) ?? `${actor}: ${action}`,
    at,
    evidence: changed === '' ? undefined : t.changed({ fields: changed }),
  };
}

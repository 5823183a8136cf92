import type { VNode } from 'preact';
import { ButtonLink } from '../components/button';
import { ErrorSummary } from '../components/form';
import { Timeline, type TimelineEntry } from '../components/lists';
import { Menu, MenuRule, PageHeader, Section } from '../components/page-parts';
import { CopyButton, DescriptionList } from '../components/text';
import type { IconName } from '../components/icon';
import type { Customer } from '../../customers/customers/customer.entity';
import type { AuditEntry } from '../../platform/records/audit-entry.entity';
import { formatDate } from '../../i18n/format';
import type { FormState } from '../kit/form-state';
import { Page } from '../kit/page';
import { textFor, texts } from '../../i18n/texts';
import { CustomerForm } from './customer-form.view';
import { CustomerLicenses } from './customer-licenses.view';
import type { CustomerPageData } from './customer-page.service';
import { customerPath, CUSTOMERS_PATH, deletePath, historyPath, issuePath, mergePath } from './customer-paths';

interface CustomerData extends CustomerPageData {
  readonly form: FormState;
  /** Has the e-mail address for which the form was refused. */
  readonly duplicate?: Customer;
}

export function customerPage(data: CustomerData): Page {
  return new Page({ title: data.customer.name, width: 'form', body: <CustomerView {...data} /> });
}

function CustomerView(data: CustomerData): VNode {
  const t = texts('customers');
  const { customer, form, groups, duplicate, canWrite, licenses } = data;
  return (
    <>
      <PageHeader
        title={customer.name}
        crumbs={[{ title: t.customers, href: CUSTOMERS_PATH }]}
        lead={leadOf(data)}
        actions={<CustomerActions {...data} />}
      />
      <ErrorSummary form={form} title={t.notSaved} />
      <CustomerLicenses customer={customer} licenses={licenses} />
      <div class="section">
        <CustomerForm
          form={form}
          groups={groups}
          duplicate={duplicate}
          action={customerPath(customer.uid)}
          verb={t.save}
          canWrite={canWrite}
        />
      </div>
      <History {...data} />
      <ForPrograms {...data} />
    </>
  );
}

function leadOf({ customer: { email, company, createdAt } }: CustomerPageData): string {
  return [email, company, texts('customers').since({ date: formatDate(createdAt) })].filter(Boolean).join(' · ');
}

function CustomerActions({ customer: { uid }, canWrite, canIssue }: CustomerPageData): VNode {
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
        <ButtonLink icon="plus" href={issuePath(uid)}>
          {t.issue}
        </ButtonLink>
      )}
    </>
  );
}

function History({ customer, history }: CustomerPageData): VNode {
  const t = texts('customers');
  return (
    <Section id="history" title={t.history}>
      {history.length === 0 ? <p class="unset">{t.noHistory}</p> : <Timeline entries={history.map(entryOf)} />}
      <a href={historyPath(customer.uid)}>{t.wholeHistory}</a>
    </Section>
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

function ForPrograms({ customer: { uid, id } }: CustomerPageData): VNode {
  const t = texts('customers');
  const value = (
    <>
      <code>{uid}</code> <CopyButton value={uid} what={t.id} />
    </>
  );
  return (
    <Section id="programs" title={t.forPrograms}>
      <DescriptionList
        items={[
          { term: t.id, value },
          { term: t.number, value: String(id) },
        ]}
      />
    </Section>
  );
}

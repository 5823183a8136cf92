import type { VNode } from 'preact';
import type { Customer } from '../../customers/customers/customer.entity';
import { ButtonLink } from '../components/button';
import { Results, SearchForm } from '../components/filters';
import { EmptyState, PageHeader } from '../components/page-parts';
import { type Column, Cut, Pager, RowTitle, Table } from '../components/table';
import { Time } from '../components/text';
import { type CursorFields, nextPage, previousPage } from '../kit/cursor-page';
import { Page } from '../kit/page';
import { texts } from '../kit/texts';
import { countedLicenses } from './counted-licenses';
import { customerPath, CUSTOMERS_PATH, exportPath, importPath, listPath, newPath } from './customer-paths';

export interface CustomerListData {
  readonly customers: readonly Customer[];
  /** Counts by number of the customer. */
  readonly licenses: ReadonlyMap<number, number>;
  readonly q: string | undefined;
  readonly leavesOutRows: boolean;
  readonly place: CursorFields;
  readonly next: string | null;
  readonly canWrite: boolean;
}

export function customerListPage(data: CustomerListData): Page {
  return new Page({ title: texts('customers').customers, body: <CustomerList {...data} /> });
}

function CustomerList(data: CustomerListData): VNode {
  const t = texts('customers');
  const { customers, licenses, q } = data;
  return (
    <>
      <PageHeader title={t.customers} lead={t.lead} actions={<ListActions {...data} />} />
      <SearchForm action={CUSTOMERS_PATH} label={t.searchLabel} placeholder={t.searchPlaceholder} value={q ?? ''} />
      <Results
        summary={customers.length === 0 ? t.noMatch : t.shown({ count: customers.length })}
        leavesOutRows={data.leavesOutRows}
      >
        {customers.length === 0 ? (
          <Nothing {...data} />
        ) : (
          <>
            <Table label={t.customers} rows={customers} columns={columnsOf(licenses)} keyOf={({ id }) => id} />
            <CustomerPager {...data} />
          </>
        )}
      </Results>
    </>
  );
}

function ListActions({ q, canWrite }: CustomerListData): VNode {
  const t = texts('customers');
  return (
    <>
      {canWrite && (
        <ButtonLink icon="upload" href={importPath}>
          {t.import}
        </ButtonLink>
      )}
      <ButtonLink icon="download" href={exportPath(q)}>
        {t.export}
      </ButtonLink>
      {canWrite && (
        <ButtonLink look="primary" icon="plus" href={newPath}>
          {t.add}
        </ButtonLink>
      )}
    </>
  );
}

function columnsOf(licenses: ReadonlyMap<number, number>): Column<Customer>[] {
  const t = texts('customers');
  return [
    {
      head: t.name,
      width: 35,
      onCard: 'title',
      cell: ({ uid, name, reference }) => (
        <RowTitle href={customerPath(uid)} title={name} note={reference ?? undefined} />
      ),
    },
    { head: t.email, width: 25, onCard: 'wide', cell: ({ email }) => <OrNone text={email} /> },
    { head: t.company, onCard: 'wide', cell: ({ company }) => <OrNone text={company} /> },
    {
      head: t.licenses,
      width: 10,
      isRight: true,
      onCard: 'status',
      cell: ({ id }) => t.count(countedLicenses(licenses.get(id))),
    },
    {
      head: t.added,
      width: 15,
      isRight: true,
      onCard: 'hidden',
      cell: ({ createdAt }) => <Time at={createdAt} as="age" />,
    },
  ];
}

export function OrNone({ text }: { readonly text: string | null }): VNode {
  return text ? <Cut text={text} /> : <span class="unset">{texts('customers').none}</span>;
}

function CustomerPager({ customers, q, place, next }: CustomerListData): VNode {
  const [previous, following] = [previousPage(place), nextPage(place, next)];
  return (
    <Pager
      text={texts('customers').shown({ count: customers.length })}
      previousHref={previous && listPath(q, previous)}
      nextHref={following && listPath(q, following)}
    />
  );
}

function Nothing({ q, canWrite }: CustomerListData): VNode {
  const t = texts('customers');
  if (q !== undefined) {
    return (
      <EmptyState icon="search" title={t.noMatch} actions={<ButtonLink href={CUSTOMERS_PATH}>{t.showAll}</ButtonLink>}>
        {t.notFound({ q })}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon="users"
      title={t.noneYet}
      actions={canWrite ? <ButtonLink href={newPath}>{t.add}</ButtonLink> : undefined}
    >
      {t.noneYetText}
    </EmptyState>
  );
}

import type { VNode } from 'preact';
import type { Customer } from '../../customers/customers/customer.entity';
import { addLink } from '../components/button';
import { listPage, trailPages } from '../components/list-page';
import { Cut, RowTitle } from '../components/table';
import { Time } from '../components/text';
import type { CursorFields } from '../kit/cursor-page';
import type { Page } from '../kit/page';
import { texts } from '../../i18n/texts';
import { countedLicenses, customerPath, CUSTOMERS_PATH, exportPath, importPath, newPath } from './customer-paths';

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
  const t = texts('customers');
  const { customers, licenses, q, leavesOutRows, place, next, canWrite } = data;
  return listPage({
    title: t.customers,
    lead: t.lead,
    actions: [
      canWrite && { title: t.import, href: importPath, icon: 'upload' },
      { title: t.export, href: exportPath(q), icon: 'download' },
      canWrite && addLink(t.add, newPath),
    ],
    path: CUSTOMERS_PATH,
    query: { q },
    search: { label: t.searchLabel, placeholder: t.searchPlaceholder, hasNoClear: true },
    rows: customers,
    columns: [
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
    ],
    shown: t.shown({ count: customers.length }),
    summary: customers.length === 0 ? t.noMatch : undefined,
    leavesOutRows,
    pages: trailPages(place, next),
    empty: { icon: 'users', title: t.noneYet, text: t.noneYetText, add: canWrite && addLink(t.add, newPath) },
    noMatch: { title: t.noMatch, text: t.notFound({ q: q ?? '' }), showAll: t.showAll },
  });
}

function OrNone({ text }: { readonly text: string | null }): VNode {
  return text ? <Cut text={text} /> : <span class="unset">{texts('customers').none}</span>;
}

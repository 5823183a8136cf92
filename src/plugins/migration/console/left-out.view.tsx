import type { Page as PageOfRows } from '../../../core/common';
import { textFor, texts } from '../../../core/i18n';
import { ROW_KINDS, type ImportRow } from '../imports/import-row.entity';
import type { Import } from '../imports/import.entity';
import { listPage } from '../../../pages/components/list-page';
import { cursorPages } from '../../../pages/components/list-pages';
import { type Column, Cut, CutCode } from '../../../pages/components/table';
import type { Page } from '../../../pages/kit/page';
import { importCrumbs } from './import-page.view';
import { importPath, LeftOutQueryDto, leftOutPath } from './import-paths';
import { ReasonText } from './import-words';

/** Rows that were left out, with their values. */
export function leftOutPage(of: Import, query: LeftOutQueryDto, page: PageOfRows<ImportRow>): Page {
  const t = texts('serverImports');
  const reasons = new Set(ROW_KINDS.flatMap((kind) => Object.keys(of.counts.rows?.[kind]?.left_out ?? {})));
  const kinds = ROW_KINDS.filter((kind) => Object.keys(of.counts.rows?.[kind]?.left_out ?? {}).length > 0);
  return listPage<ImportRow>({
    title: t.leftOut,
    lead: t.leftOutLead,
    crumbs: [...importCrumbs(), { title: of.fileName, href: importPath(of.uid) }],
    actions: [{ title: t.leftOutCsv, href: `${importPath(of.uid)}/left-out.csv`, icon: 'download' }],
    path: leftOutPath(of.uid),
    query: LeftOutQueryDto.fieldsOf(query),
    search: {
      label: t.searchRows,
      placeholder: t.searchRowsHint,
      filters: [
        { field: 'kind', title: t.kind, values: kinds.map((value) => ({ value, title: t.kinds[value] })) },
        {
          field: 'reason',
          title: t.reason,
          values: [...reasons].map((value) => ({ value, title: textFor(t.reasons, value) ?? value })),
        },
      ],
    },
    rows: page.rows,
    columns: columns(),
    order: t.byReason,
    pages: cursorPages(page),
    empty: { icon: 'list-checks', title: t.nothingLeftOut, text: t.nothingLeftOutText },
    noMatch: { title: t.noRowMatches, showAll: t.showAllRows },
  });
}

function columns(): Column<ImportRow>[] {
  const t = texts('serverImports');
  return [
    { head: t.row, width: 25, onCard: 'title', cell: ({ label }) => <Cut text={label} /> },
    { name: 'kind', head: t.kind, width: 15, onCard: 'left', cell: ({ kind }) => t.kinds[kind] },
    {
      name: 'reason',
      head: t.reason,
      width: 30,
      onCard: 'wide',
      cell: ({ reason }) => <ReasonText reason={reason ?? ''} />,
    },
    {
      name: 'values',
      head: t.values,
      onCard: 'wide',
      cell: ({ data }) => <CutCode text={JSON.stringify(data)} />,
    },
  ];
}

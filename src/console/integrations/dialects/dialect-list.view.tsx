import type { VNode } from 'preact';
import { Badge } from '../../components/badge';
import { detailPage } from '../../components/detail-page';
import { type Column, RowTitle, Table } from '../../components/table';
import { formatNumber } from '../../../i18n/format';
import type { Page } from '../../kit/page';
import { texts } from '../../../i18n/texts';
import type { DialectOverview } from './dialect-overviews.service';
import { aboutDialect, dialectPath } from './dialect.view';

export function dialectListPage(overviews: readonly DialectOverview[]): Page {
  const t = texts('dialects');
  return detailPage({
    title: t.title,
    lead: t.lead,
    main: (
      <>
        <Table label={t.title} rows={overviews} columns={columns()} />
        <p class="hint">{t.listNote}</p>
      </>
    ),
  });
}

function columns(): Column<DialectOverview>[] {
  const t = texts('dialects');
  return [
    {
      head: t.api,
      width: 40,
      onCard: 'title',
      cell: ({ dialect }) => (
        <RowTitle href={dialectPath(dialect.name)} title={dialect.title} note={aboutDialect(dialect)} />
      ),
    },
    { head: t.access, width: 15, onCard: 'status', cell: ({ isOpen }) => <AccessBadge isOpen={isOpen} /> },
    { head: t.requests, isRight: true, onCard: 'left', cell: ({ traffic }) => formatNumber(traffic.served) },
    { head: t.refused, isRight: true, onCard: 'hidden', cell: ({ traffic }) => formatNumber(traffic.refused) },
    { head: t.failed, isRight: true, onCard: 'hidden', cell: ({ traffic }) => formatNumber(traffic.failed) },
    {
      head: t.verdicts,
      width: 15,
      isRight: true,
      onCard: 'right',
      cell: ({ verdicts }) => t.ofTotal({ part: verdicts.refused, total: verdicts.total }),
    },
  ];
}

function AccessBadge({ isOpen }: { readonly isOpen: boolean }): VNode {
  const t = texts('dialects');
  return (
    <Badge tone={isOpen ? 'warn' : 'neutral'} icon={isOpen ? 'lock-open' : 'lock'} text={isOpen ? t.open : t.closed} />
  );
}

import type { VNode, ComponentChildren } from 'preact';
import type { Connections, LogPartitions, TableSize } from '../../../core/platform/internal';
import { Section } from '../../../pages/components/page-parts';
import { type Column, Cut, CutCode, Table } from '../../../pages/components/table';
import { DescriptionList, Meter, Time } from '../../../pages/components/text';
import { formatBytes, formatNumber, texts } from '../../../core/i18n';
import type { SystemReport } from './system-report.service';
import type { Part } from '../../../pages/kit/part';
import { settingsPath } from '../../../pages/settings/setting-places';

export function DatabaseTables({ database, tables }: SystemReport): VNode {
  const t = texts('system');
  return (
    <Section id="database" title={t.database} note={t.tablesNote}>
      <PartView part={database}>
        {({ bytes, startedAt }) => (
          <DescriptionList
            items={[
              { term: t.size, value: formatBytes(bytes) },
              { term: t.since, value: <Time at={startedAt} /> },
            ]}
          />
        )}
      </PartView>
      <PartView part={tables}>{(rows) => <Table label={t.tables} rows={rows} columns={tableColumns()} />}</PartView>
    </Section>
  );
}

function tableColumns(): Column<TableSize>[] {
  const t = texts('system');
  return [
    { head: t.tables, onCard: 'title', cell: ({ table }) => <CutCode text={table} /> },
    {
      head: t.rows,
      width: 25,
      isRight: true,
      onCard: 'hidden',
      cell: ({ rows }) => formatNumber(rows),
    },
    { head: t.size, width: 20, isRight: true, onCard: 'status', cell: ({ bytes }) => formatBytes(bytes) },
  ];
}

export function ConnectionList({ connections, process: { pool } }: SystemReport): VNode {
  const t = texts('system');
  const [total, idle, waiting] = [pool.total, pool.idle, pool.waiting].map((count) => formatNumber(count));
  return (
    <Section id="connections" title={t.connections} note={t.connectionsNote}>
      <PartView part={connections}>
        {({ groups, used, most }) => (
          <>
            <div class="narrow">
              <Meter label={t.used} used={used} limit={most} />
            </div>
            <Table label={t.connections} rows={groups} columns={connectionColumns()} />
          </>
        )}
      </PartView>
      <p class="section-more">{t.pool({ total: total ?? '', idle: idle ?? '', waiting: waiting ?? '' })}</p>
    </Section>
  );
}

function connectionColumns(): Column<Connections['groups'][number]>[] {
  const t = texts('system');
  return [
    { head: t.program, onCard: 'title', cell: ({ program }) => <Cut text={program === '' ? t.unnamed : program} /> },
    { head: t.address, width: 30, onCard: 'wide', cell: ({ address }) => <Cut text={address ?? t.local} /> },
    { head: t.active, width: 15, isRight: true, onCard: 'hidden', cell: ({ active }) => formatNumber(active) },
    { head: t.open, width: 15, isRight: true, onCard: 'status', cell: ({ connections }) => formatNumber(connections) },
  ];
}

export function Partitions({ partitions }: SystemReport): VNode {
  const t = texts('system');
  return (
    <Section id="logs" title={t.logs} note={t.logsNote}>
      <PartView part={partitions}>
        {(rows) => <Table label={t.logs} rows={rows} columns={partitionColumns()} />}
      </PartView>
      <p class="section-more">
        <a href={settingsPath('retention')}>{t.changeRetention}</a>
      </p>
    </Section>
  );
}

function partitionColumns(): Column<LogPartitions>[] {
  const t = texts('system');
  const month = (at: Date | null): string => at?.toISOString().slice(0, 7) ?? t.never;
  return [
    { head: t.log, onCard: 'title', cell: ({ table }) => <CutCode text={table} /> },
    { head: t.firstMonth, width: 15, onCard: 'hidden', cell: ({ first }) => month(first) },
    { head: t.lastMonth, width: 15, onCard: 'left', cell: ({ last }) => month(last) },
    { head: t.months, width: 10, isRight: true, onCard: 'status', cell: ({ months }) => formatNumber(months) },
    {
      head: t.inDefault,
      width: 20,
      isRight: true,
      onCard: 'hidden',
      cell: ({ rowsInDefault }) => formatNumber(rowsInDefault),
    },
    {
      head: t.kept,
      width: 15,
      isRight: true,
      onCard: 'right',
      cell: ({ retentionDays }) => (retentionDays === 0 ? t.forever : t.days({ days: retentionDays })),
    },
  ];
}

interface PartViewProps<T> {
  readonly part: Part<T>;
  readonly children: (value: T) => ComponentChildren;
}

/** The part's data, or a note that it could not be read. */
export function PartView<T>({ part, children }: PartViewProps<T>): VNode {
  return part === null ? <p class="part-failed">{texts('system').unreadable}</p> : <>{children(part)}</>;
}

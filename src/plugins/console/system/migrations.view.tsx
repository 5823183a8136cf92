import type { VNode } from 'preact';
import type { BackgroundMigrationProgress } from '../../../core/platform/internal';
import { formatDateTime, texts } from '../../../core/i18n';
import { Badge } from '../../../pages/components/badge';
import { Section } from '../../../pages/components/page-parts';
import { type Column, Table } from '../../../pages/components/table';
import { Time } from '../../../pages/components/text';
import { PartView } from './database.view';
import type { SystemReport } from './system-report.service';
import { settingPath } from '../../../pages/settings/setting-places';

/** Nothing in an installation that never had a large table to change. */
export function Migrations({ migrations }: SystemReport): VNode | null {
  const t = texts('system');
  if (migrations?.length === 0) {
    return null;
  }
  return (
    <Section id="migrations" title={t.migrations} note={t.migrationsNote}>
      <PartView part={migrations}>{(rows) => <Table label={t.migrations} rows={rows} columns={columns()} />}</PartView>
      <p class="section-more">
        <a href={settingPath('migrations.pace_percent')}>{t.changePace}</a>
      </p>
    </Section>
  );
}

function columns(): Column<BackgroundMigrationProgress>[] {
  const t = texts('system');
  return [
    { head: t.migration, onCard: 'wide', cell: (migration) => <MigrationName of={migration} /> },
    {
      head: t.state,
      width: 20,
      onCard: 'left',
      cell: ({ state }) => <Badge {...BADGES[state]} text={t.migrationStates[state]} />,
    },
    { head: t.progress, width: 25, isRight: true, onCard: 'hidden', cell: progressText },
    {
      head: t.begun,
      width: 15,
      isRight: true,
      onCard: 'right',
      cell: ({ startedAt, createdAt }) => <Time at={startedAt ?? createdAt} as="age" />,
    },
  ];
}

const BADGES = {
  waiting: { tone: 'outlined', icon: 'circle-dashed' },
  running: { tone: 'info', icon: 'refresh-cw' },
  failing: { tone: 'bad', icon: 'circle-x' },
  done: { tone: 'ok', icon: 'circle-check' },
} as const;

function MigrationName({ of }: { readonly of: BackgroundMigrationProgress }): VNode {
  const t = texts('system');
  const { name, until, finishedAt, failedAt, lastError } = of;
  return (
    <>
      <code>{name}</code>
      {!finishedAt && <span class="row-note">{until}</span>}
      {failedAt && (
        <span class="row-note">{t.lastError({ when: formatDateTime(failedAt), error: lastError ?? t.unknown })}</span>
      )}
    </>
  );
}

function progressText({ unit, done, total, percent }: BackgroundMigrationProgress): string {
  const t = texts('system');
  return (unit === 'rows' ? t.rowsVisited : t.indexesBuilt)({ done, total: total ?? 0, percent });
}

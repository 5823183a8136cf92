import type { VNode } from 'preact';
import type { ArchiveState, Backup, BackupStatus } from '../../../core/platform/internal';
import { formatBytes, formatDateTime, texts } from '../../../core/i18n';
import { Badge } from '../../../pages/components/badge';
import { Banner } from '../../../pages/components/banner';
import { PostButton } from '../../../pages/components/button';
import { Section } from '../../../pages/components/page-parts';
import { type Column, CutCode, NoValue, Table } from '../../../pages/components/table';
import { Code, Time } from '../../../pages/components/text';
import { PartView } from './database.view';
import type { SystemReport } from './system-report.service';
import { settingPath } from '../../../pages/settings/setting-places';

interface BackupsProps extends SystemReport {
  readonly canBackUp: boolean;
}

export function Backups({ archive, backups, backupFolder, canBackUp }: BackupsProps): VNode {
  const t = texts('system');
  return (
    <Section id="backups" title={t.backups}>
      <PartView part={backups}>
        {(status) => (
          <>
            <Warnings {...status} />
            {status.newest.length === 0 ? (
              <p class="unset">{t.noBackup}</p>
            ) : (
              <Table label={t.backups} rows={status.newest} columns={columns()} />
            )}
            <p>{scheduleText(status, backupFolder)}</p>
            {backupFolder !== undefined && canBackUp && (
              <PostButton action="/console/system/backups" icon="hard-drive" text={t.backUpNow} />
            )}
          </>
        )}
      </PartView>
      <p>{t.backupText}</p>
      <Code label={t.backupCommand} text="npx keyward backup keyward.backup" />
      <PartView part={archive}>{(state) => archiveText(state)}</PartView>
      <p class="section-more">
        <a href={settingPath('backups.every_hours')}>{t.changeSchedule}</a>
      </p>
    </Section>
  );
}

function Warnings({ isOverdue, everyHours, failed }: BackupStatus): VNode {
  const t = texts('system');
  return (
    <>
      {isOverdue && (
        <Banner tone="bad" id="backup-overdue" title={t.backupOverdue}>
          {t.backupOverdueText({ hours: everyHours })}
        </Banner>
      )}
      {failed && (
        <Banner tone="warn" id="backup-failed" title={t.backupFailed}>
          {t.backupFailedText({
            when: formatDateTime(failed.startedAt),
            node: failed.node,
            error: failed.error ?? t.unknown,
          })}
        </Banner>
      )}
    </>
  );
}

function columns(): Column<Backup>[] {
  const t = texts('system');
  return [
    {
      head: t.backupFile,
      onCard: 'wide',
      cell: ({ fileName, node, error }) => (
        <>
          {fileName === null ? <span class="unset">{t.backupQueued}</span> : <CutCode text={fileName} />}
          {node !== '' && <span class="row-note">{node}</span>}
          {error !== null && <span class="row-note">{error}</span>}
        </>
      ),
    },
    {
      head: t.state,
      width: 15,
      onCard: 'left',
      cell: ({ state }) => <Badge {...BADGES[state]} text={t.backupStates[state]} />,
    },
    {
      head: t.backupSize,
      width: 15,
      isRight: true,
      onCard: 'hidden',
      cell: ({ bytes }) => (bytes === null ? <NoValue /> : formatBytes(bytes)),
    },
    {
      head: t.begun,
      width: 15,
      isRight: true,
      onCard: 'right',
      cell: ({ startedAt }) => <Time at={startedAt} as="age" />,
    },
  ];
}

const BADGES = {
  queued: { tone: 'outlined', icon: 'circle-dashed' },
  running: { tone: 'info', icon: 'refresh-cw' },
  done: { tone: 'ok', icon: 'circle-check' },
  failed: { tone: 'bad', icon: 'circle-x' },
} as const;

function scheduleText({ everyHours }: BackupStatus, folder: string | undefined): string {
  const t = texts('system');
  if (everyHours === 0) {
    return t.scheduleOff;
  }
  return folder === undefined ? t.noSchedule : t.schedule({ hours: everyHours, folder });
}

function archiveText({ isArchiving, lastArchivedAt, lastFailedAt }: ArchiveState): VNode | null {
  const t = texts('system');
  if (!isArchiving) {
    return null;
  }
  if (lastFailedAt && (!lastArchivedAt || lastFailedAt > lastArchivedAt)) {
    return <p>{t.archiveFailed({ when: formatDateTime(lastFailedAt) })}</p>;
  }
  return <p>{lastArchivedAt ? t.archiving({ when: formatDateTime(lastArchivedAt) }) : t.archivingNever}</p>;
}

import type { VNode } from 'preact';
import type { Backup } from '../../platform/backups/backup.entity';
import type { BackupStatus } from '../../platform/backups/backups.service';
import type { ArchiveState } from '../../platform/monitoring/database-stats.service';
import { formatBytes, formatDateTime } from '../../i18n/format';
import { texts } from '../../i18n/texts';
import { Banner } from '../components/banner';
import { Section } from '../components/page-parts';
import { Cut } from '../components/table';
import { Code, DescriptionList, Time } from '../components/text';
import { PartView } from './database.view';
import type { SystemReport } from './system-report.service';

export function Backups({ archive, backups, backupFolder }: SystemReport): VNode {
  const t = texts('system');
  return (
    <Section id="backups" title={t.backups}>
      <PartView part={backups}>
        {(status) => (
          <>
            <Warnings {...status} />
            {status.last ? <LastBackup {...status.last} /> : <p class="unset">{t.noBackup}</p>}
            <p>{scheduleText(status, backupFolder)}</p>
          </>
        )}
      </PartView>
      <p>{t.backupText}</p>
      <Code label={t.backupCommand} text="npx keyward backup keyward.backup" />
      <PartView part={archive}>{(state) => archiveText(state)}</PartView>
      <p class="section-more">
        <a href="/console/settings#group-backups-title">{t.changeSchedule}</a>
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

function LastBackup({ startedAt, file, node, bytes }: Backup): VNode {
  const t = texts('system');
  return (
    <DescriptionList
      items={[
        { term: t.lastBackup, value: <Time at={startedAt} /> },
        { term: t.backupFile, value: <Cut text={file} /> },
        { term: t.backupNode, value: <Cut text={node} /> },
        { term: t.backupSize, value: formatBytes(bytes ?? 0) },
      ]}
    />
  );
}

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

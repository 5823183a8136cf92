import type { VNode } from 'preact';
import type { ArchiveState } from '../../platform/monitoring/database-stats.service';
import { Section } from '../components/page-parts';
import { Code } from '../components/text';
import { formatDateTime } from '../../i18n/format';
import { texts } from '../../i18n/texts';
import { PartView } from './part.view';
import type { SystemReport } from './system-report.service';

export function Backups({ archive, isEmbedded }: SystemReport): VNode {
  const t = texts('system');
  const command = isEmbedded
    ? 'cp --archive "$DATA_DIR" keyward-backup'
    : 'pg_dump --format=custom --file=keyward.dump "$DATABASE_URL"';
  return (
    <Section id="backups" title={t.backups}>
      <p>{isEmbedded ? t.backupEmbedded : t.backupOwn}</p>
      <Code label={t.backupCommand} text={command} />
      <PartView part={archive}>{(state) => <p>{archiveText(state)}</p>}</PartView>
    </Section>
  );
}

function archiveText({ isArchiving, lastArchivedAt, lastFailedAt }: ArchiveState): string {
  const t = texts('system');
  if (!isArchiving) {
    return t.lastUnknown;
  }
  if (lastFailedAt && (!lastArchivedAt || lastFailedAt > lastArchivedAt)) {
    return t.archiveFailed({ when: formatDateTime(lastFailedAt) });
  }
  return lastArchivedAt ? t.archiving({ when: formatDateTime(lastArchivedAt) }) : t.archivingNever;
}

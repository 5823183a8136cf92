/** One plug-in of this repository alone uses each of these names: they are no part of the package. */
export { CreateSigningKeyDto } from './signing-keys/dto/signing-key.dto';
export { SIGNING_ALGS, type SigningAlg } from './signing-keys/signing-alg';
export { ALERT_SEVERITIES } from './alerts/alert.entity';
export { AlertsModule } from './alerts/alerts.module';
export type { ArchivedKind, Restorable } from './archives/archive.entity';
export { BackgroundJobRowsService, type RowFilter } from './background-jobs/background-job-rows.service';
export { BackgroundJobsModule } from './background-jobs/background-jobs.module';
export { BackgroundJobsService } from './background-jobs/background-jobs.service';
export { BackgroundMigrationProgress } from './background-migrations/background-migration-progress.entity';
export { BackgroundMigrationsService } from './background-migrations/background-migrations.service';
export { Backup } from './backups/backup.entity';
export { BackupsService, type BackupStatus } from './backups/backups.service';
export { ScheduledBackupsService } from './backups/scheduled-backups.service';
export type { AdjustSettings } from './config/adjust-settings';
export { bytesOfLicenseDataKey } from './config/license-data-key';
export { InvalidSettings, type LicenseDataCipher } from './config/settings';
export { listOf } from './database/any-of';
export { type ChangeCause, type ChangeRecord, difference, type Snapshot } from './database/change-record';
export { isDatabaseAway, sqlStateOf } from './database/database-error';
export { applyFieldFilters } from './database/field-filters';
export { idOrName, idOrNameSql } from './database/id-or-name';
export { foundAmongNewest, leavesOutRows, likePattern, searchedRows } from './database/like-pattern';
export { Batcher } from './database/batcher';
export { onUniqueViolation } from './database/on-unique-violation';
export { cursorsOf } from './database/page-cursors';
export { prepared, type PreparedStatement } from './database/prepared-statement';
export { countRows, type FoundBy } from './database/read-page';
export { readReport, reportedRows, type RowReport } from './database/read-report';
export type { RehearsedVerdict } from './database/unit-of-work';
export { IdempotencyModule } from './idempotency/idempotency.module';
export { type FormClaim, SentFormsService } from './idempotency/sent-forms.service';
export { COUNTED_JOBS, type QueueState } from './jobs/job-queue.service';
export { JobStatusesService, type ScheduledJob } from './jobs/job-statuses.service';
export type { LogPartitions } from './logs/partitions.service';
export { AUDIT_LOG } from './logs/record-logs';
export { MailBounce } from './mail/mail-bounce.entity';
export { MailBouncesService } from './mail/mail-bounces.service';
export { Unrenderable } from './mail/mail-sender.service';
export { MAIL_STATES } from './mail/mail.entity';
export { readMailbox } from './mail/mailbox';
export { ManageUrlService } from './mail/manage-url.service';
export {
  type ArchiveState,
  type Connections,
  type DatabaseOverview,
  DatabaseStatsService,
  type TableSize,
} from './monitoring/database-stats.service';
export type { Traffic } from './monitoring/metrics';
export { type ProcessStats, ProcessStatsService } from './monitoring/process-stats.service';
export { ReadinessService } from './monitoring/readiness.service';
export { answerServerRoutesAs } from './monitoring/server-routes';
export { OutgoingTargetsService, PrivateTarget } from './outgoing/outgoing-targets.service';
export { OutgoingModule } from './outgoing/outgoing.module';
export type { TriedTarget } from './outgoing/tried-target';
export { noConsequence } from './records/consequences';
export { isDestructive } from './records/destructive-changes';
export { type Maintenance, MaintenanceService } from './maintenance/maintenance.service';
export { REASON_REQUIRED } from './settings/request.settings';
export type { ApiSettings } from './settings/known-settings';
export { SettingsModule } from './settings/settings.module';
export { isSignature, isSignedBy, type ReadJws, readJws } from './signing-keys/read-jws';
export {
  SIGNED_ANSWER,
  SIGNED_PROGRAM,
  SIGNED_RELAY,
  SIGNED_RELAY_LICENSE,
  SIGNED_REPORT,
  SIGNED_VERDICT,
} from './signing-keys/signed-types';
export { generateSigningKeyPair, kidOf, publicKeyPem, signingKeyPairOf } from './signing-keys/signing-key-pair';
export { SigningKey } from './signing-keys/signing-key.entity';
export { isReachableFromOutside } from './outgoing/public-address';

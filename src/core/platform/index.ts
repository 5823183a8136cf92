/** Plug-ins may use these names of the room. */
export { Alert, ALERT_SEVERITIES } from './alerts/alert.entity';
export { AlertsModule } from './alerts/alerts.module';
export { AlertsService } from './alerts/alerts.service';
export type { Restorable } from './archives/archive.entity';
export { ArchivesModule } from './archives/archives.module';
export { ArchivesService } from './archives/archives.service';
export { BackgroundJobRow } from './background-jobs/background-job-row.entity';
export { BackgroundJobRowsService, type RowFilter } from './background-jobs/background-job-rows.service';
export { BackgroundJob, type JobState } from './background-jobs/background-job.entity';
export { BackgroundJobsModule } from './background-jobs/background-jobs.module';
export { BackgroundJobsService } from './background-jobs/background-jobs.service';
export { BackgroundMigrationProgress } from './background-migrations/background-migration-progress.entity';
export { BackgroundMigrationsService } from './background-migrations/background-migrations.service';
export { Backup } from './backups/backup.entity';
export { BackupsService, type BackupStatus } from './backups/backups.service';
export { ScheduledBackupsService } from './backups/scheduled-backups.service';
export type { AdjustSettings } from './config/adjust-settings';
export { bytesOfLicenseDataKey } from './config/license-data-key';
export { SecretCipher } from './config/secret-cipher';
export { SecretsService } from './config/secrets.service';
export { InvalidSettings, type LicenseDataCipher, Settings } from './config/settings';
export type { AddStoredSecrets } from './config/stored-secret';
export { CountriesModule } from './countries/countries.module';
export { CountryDatabaseService } from './countries/country-database.service';
export { advisoryLock } from './database/advisory-lock';
export { listOf, whereAnyOf, whereNamed } from './database/any-of';
export { type ChangeRecord, difference, type Snapshot } from './database/change-record';
export { isDatabaseAway, isForeignKeyViolation, sqlStateOf } from './database/database-error';
export { databaseJson } from './database/database-json';
export { applyFieldFilters } from './database/field-filters';
export { idOrName, idOrNameSql } from './database/id-or-name';
export { invalidCursor } from './database/invalid-cursor';
export {
  foundAmongNewest,
  leavesOutRows,
  type NameSearch,
  nameSearch,
  searchedRows,
  searchPattern,
} from './database/like-pattern';
export { NotificationsService } from './database/notifications.service';
export { onUniqueViolation } from './database/on-unique-violation';
export { cursorsOf } from './database/page-cursors';
export type { PreparedStatement } from './database/prepared-statement';
export { countRows, type FoundBy, readPage } from './database/read-page';
export { type RehearsedVerdict, UnitOfWork } from './database/unit-of-work';
export { DataExport } from './exports/data-export.entity';
export { DataExportsModule } from './exports/data-exports.module';
export { DataExportsService } from './exports/data-exports.service';
export { type ExportedRows, ExportKind, type ExportRequest } from './exports/export-kind';
export { FilesModule } from './files/files.module';
export { StoredFile } from './files/stored-file.entity';
export { StoredFilesService } from './files/stored-files.service';
export { NotIdempotent, RedactOnReplay } from './idempotency/idempotency.decorators';
export { IdempotencyModule } from './idempotency/idempotency.module';
export { type FormClaim, SentFormsService } from './idempotency/sent-forms.service';
export { defineJob } from './jobs/define-job';
export { COUNTED_JOBS, JobQueueService, type QueueState } from './jobs/job-queue.service';
export { JobStatusesService, type ScheduledJob } from './jobs/job-statuses.service';
export { JobsModule } from './jobs/jobs.module';
export { takeTurn } from './jobs/take-turn';
export { type LogPartitions, PartitionsService } from './logs/partitions.service';
export { AUDIT_LOG } from './logs/record-logs';
export { MailBounce } from './mail/mail-bounce.entity';
export { MailBouncesService } from './mail/mail-bounces.service';
export { MailQueueService } from './mail/mail-queue.service';
export { Unrenderable } from './mail/mail-sender.service';
export { Mail, MAIL_STATES } from './mail/mail.entity';
export { MailModule } from './mail/mail.module';
export { MAIL_SERVER } from './mail/mail.settings';
export { readMailbox } from './mail/mailbox';
export { ManageUrlService } from './mail/manage-url.service';
export {
  type ArchiveState,
  type Connections,
  type DatabaseOverview,
  DatabaseStatsService,
  type TableSize,
} from './monitoring/database-stats.service';
export { HealthModule } from './monitoring/health.module';
export { MetricsModule } from './monitoring/metrics.module';
export { Metrics, type Traffic } from './monitoring/metrics';
export { type ProcessStats, ProcessStatsService } from './monitoring/process-stats.service';
export { ReadinessService } from './monitoring/readiness.service';
export { answerServerRoutesAs } from './monitoring/server-routes';
export { OutgoingTargetsService, PrivateTarget } from './outgoing/outgoing-targets.service';
export { OutgoingModule } from './outgoing/outgoing.module';
export { type ActorType, AuditEntry } from './records/audit-entry.entity';
export { noConsequence } from './records/consequences';
export { isDestructive } from './records/destructive-changes';
export type { EventName } from './records/event-catalogue';
export { Event } from './records/event.entity';
export { allPages } from './replicas/all-pages';
export { FromReplica } from './replicas/from-replica.decorator';
export { REASON_REQUIRED } from './settings/change-reason.settings';
export type { ApiSettings } from './settings/known-settings';
export { SettingValuesService } from './settings/setting-values.service';
export { SettingsModule } from './settings/settings.module';
export { SettingsService, type SettingWithValue } from './settings/settings.service';
export { JwkDto } from './signing-keys/dto/jwks.dto';
export { IssuerService } from './signing-keys/issuer.service';
export { RotateSigningKeysService } from './signing-keys/rotate-signing-keys.service';
export { publicKeyPem } from './signing-keys/signing-key-pair';
export { SigningKey } from './signing-keys/signing-key.entity';
export { SigningKeysModule } from './signing-keys/signing-keys.module';
export { SigningKeysService } from './signing-keys/signing-keys.service';

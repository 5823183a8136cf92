/** One plug-in of this repository alone uses each of these names: they are no part of the package. */
export { RequestsModule } from './requests/requests.module';
export { type LoggedCall, RequestLogService } from './requests/request-log.service';
export { maskedKey } from './requests/masked-key';
export { ACTIVATION_FIELDS, ActivationDto } from './activations/dto/activation.dto';
export type { AnomalyCount, LicensedAnomaly } from './anomalies/anomalies.service';
export { Anomaly } from './anomalies/anomaly.entity';
export { ANOMALY_TYPES, type AnomalyType } from './licenses/anomaly-types';
export { SetReactionRuleDto } from './anomalies/dto/reaction-rule.dto';
export { ReportAnomaliesService } from './anomalies/report-anomalies.service';
export { ReactionRulesService } from './anomalies/reaction-rules.service';
export { JobRowDto, RESULT_FIELDS } from './background-jobs/dto/job.dto';
export { LICENSES_EXPORT } from './background-jobs/licenses-export-kind';
export { visibleJobs } from './background-jobs/visible-jobs';
export { ACTIONS, BULK_OBSTACLES, type BulkAction, type BulkActionName, isDestructive } from './bulk/bulk-action';
export { BulkLicensesJobsService, type BulkPreview, type BulkRequest } from './bulk/bulk-licenses-jobs.service';
export { BulkLicensesService } from './bulk/bulk-licenses.service';
export {
  EXPLAINED_OPERATIONS,
  ExplainVerdictService,
  type Explanation,
  type Question,
} from './explanations/explain-verdict.service';
export type { Facts } from './explanations/facts';
export { ImportKeysDto } from './key-pools/dto/import-keys.dto';
export { CreateKeyPoolDto, KeyPoolDto, UpdateKeyPoolDto } from './key-pools/dto/key-pool.dto';
export { ImportKeysService } from './key-pools/import-keys.service';
export { KeyPoolsService } from './key-pools/key-pools.service';
export type { OfflineDevice } from './license-files/license-files.service';
export {
  importedRow,
  type LicenseImport,
  isUsed,
  licenseImportOf,
  licenseRow,
} from './license-imports/license-import-job';
export {
  type FileSample,
  LicenseImportJobsService,
  MAX_IMPORTED_ROWS,
} from './license-imports/license-import-jobs.service';
export { LICENSE_FORMAT, type LicenseColumn } from './license-imports/license-rows';
export { LicenseUsersModule } from './license-users/license-users.module';
export { ConvertTrialService } from './licenses/convert-trial.service';
export { ConvertTrialDto, FULL_TYPES } from './licenses/dto/convert-trial.dto';
export { AreAddressPatterns, AreDomainPatterns, IsLicenseKey } from './licenses/dto/license-fields';
export { IssueLicenseDto, UpdateLicenseDto } from './licenses/dto/license-input.dto';
export { EXPORTED_FIELDS, toLicenseRow } from './licenses/dto/license-row.dto';
export { LicenseDto } from './licenses/dto/license.dto';
export { RotateKeyDto } from './licenses/dto/rotate-key.dto';
export type { ExtendedTerm } from './licenses/extend-license.service';
export { LICENSE_ORDERS, LicenseListService, type LicenseOrder } from './licenses/license-list.service';
export { LicenseReportService, type ReportDate } from './licenses/license-report.service';
export { UNUSED } from './licenses/license-relations';
export { LicenseResources } from './licenses/license-resources';
export { BulkPolicyChangesService } from './policy-changes/bulk-policy-changes.service';
export { type CopiedLimit, EXPIRY_CHANGES } from './policy-changes/changed-columns';
export { PolicyChangesModule } from './policy-changes/policy-changes.module';
export type { LicensePreview } from './policy-changes/preview-policy-change.service';
export { NamedLicensesService } from './rollouts/named-licenses.service';
export { DimensionStatisticsService, type StatisticsRow } from './statistics/dimension-statistics.service';
export { type Dimension, DIMENSIONS } from './statistics/dimensions';
export { type LicenseDay, LicenseDaysService } from './statistics/license-days.service';
export type { LicenseStats } from './statistics/license-stats.service';
export type { LicensesInUse, LiveStats } from './statistics/live-stats.service';
export { type ApiKeyUsage, ApiKeyUsageService } from './verifications/api-key-usage.service';
export { cursorAt, cutPage, type LogPlace, placeIn } from './verifications/log-place';
export { type LoggedVerdict, type VerdictFilter, VerdictLogService } from './verifications/verdict-log.service';
export {
  type CodeCount,
  type VerdictCounts,
  type VerdictSeries,
  VerdictSeriesService,
} from './verifications/verdict-series.service';
export type { RecordFilter } from './verifications/verification-records.service';
export type { OutcomeCount, VerificationStats } from './verifications/verification-stats.service';

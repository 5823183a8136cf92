/** Plug-ins may use these names of the room. */
export { AssessLicenseService } from './assessment/assess-license.service';
export { type TransferAllowance, TransfersService } from './assessment/transfers.service';
export { type Activated, ActivateLicenseService } from './calls/activate-license.service';
export { CheckLicenseService, type VerifiedActivation } from './calls/check-license.service';
export { ClientCallsModule } from './calls/client-calls.module';
export { DeactivateActivationService } from './calls/deactivate-activation.service';
export { MAX_FINGERPRINT } from './calls/dto/client-call.dto';
export { optionalDeviceIn, userIn } from './calls/dto/device-and-scope';
export { type ActivationId, FindActivationService, type LicensedActivation } from './calls/find-activation.service';
export { ReactivateActivationService } from './calls/reactivate-activation.service';
export { CallObserver, type ObservedCall } from './extension/call-observer';
export { LicenseRule } from './extension/license-rule';
export { MAX_RELEASE } from './license-files/air-gap-codes';
export { IssueLicenseFileDto, ReleaseOfflineDeviceDto } from './license-files/dto/license-file.dto';
export { PastedCode } from './license-files/dto/pasted-code';
export type { IssuedLicenseFile } from './license-files/write-license-file.service';
export { countedLicenses } from './log/counted-licenses';
export { VerificationLogService } from './log/verification-log.service';
export { IS_USABLE, type Operation, REFUSED, REFUSED_SESSION } from './log/verification.entity';
export { CorrectMeterService, type MeterCorrection } from './meters/correct-meter.service';
export type { Assessment, VerificationScope } from './rules/assessment';
export type { BehaviorOverrides } from './rules/behavior-overrides';
export type { CheckedLicense } from './rules/checked-license';
export type { Countries } from './rules/country-rules';
export { capacityOf, type CurrentBalance } from './rules/current-balance';
export type { LicenseContext, VerificationRequest } from './rules/license-context';
export { endOfUse, isPastGrace } from './rules/term-rules';
export {
  errorOf,
  messageOf,
  REFUSALS,
  USABLE_CODES,
  VERDICT_CODES,
  type VerdictCode,
  type VerificationResult,
} from './rules/verdict';
export { LicenseRefused } from './rules/verification.errors';
export { ActiveSessionsService, type EndedSession } from './seats/active-sessions.service';
export { EndSessionService } from './sessions/end-session.service';
export { hashOf } from './sessions/find-session';
export { LicenseSessionsModule } from './sessions/license-sessions.module';
export { LicenseSessionsService } from './sessions/license-sessions.service';
export { type LicensedSession, ListSessionsService } from './sessions/list-sessions.service';
export { ResumeSessionService } from './sessions/resume-session.service';
export { type LicenseSeats, MAX_LICENSES, SeatsByLicenseService } from './sessions/seats-by-license.service';
export { type SeatsInUse, SeatsInUseService } from './sessions/seats-in-use.service';
export { type SessionSeries, SessionSeriesService } from './sessions/session-series.service';
export { type ConfirmedTrial, LINKS_PER_DAY, TrialConfirmationsService } from './trials/trial-confirmations.service';
export { TrialOffersService } from './trials/trial-offers.service';
export { stateCondition } from './trials/trial-states';
export { Trial, TRIAL_STATES, type TrialState } from './trials/trial.entity';
export { type TrialFilter, TrialsService } from './trials/trials.service';
export { isLeftOutOfFeeds } from './update-feeds/feed-formats';
export { paragraphs } from './update-feeds/formats/wordpress';
export { iconsOf, type WordPressFacts, wordPressFacts } from './update-feeds/wordpress-facts';
export { DownloadTicketsService } from './updates/download-tickets.service';
export { type Download, ReleaseDownloadsService } from './updates/release-downloads.service';
export { artifactUrl, fileUrl } from './updates/release-urls';
export { type UpdateAccess, UpdateAccessService } from './updates/update-access.service';
export { UpdatesModule } from './updates/updates.module';

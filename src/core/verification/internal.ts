/** One plug-in of this repository alone uses each of these names: they are no part of the package. */
export { type TransferAllowance, TransfersService } from './assessment/transfers.service';
export type { VerifiedActivation } from './calls/check-license.service';
export { optionalDeviceIn, userIn } from './calls/dto/device-and-scope';
export type { ActivationId } from './calls/find-activation.service';
export { codeFields, MAX_RELEASE } from './license-files/air-gap-codes';
export { lastFullSecond } from './license-files/license-file-claims';
export { IssueLicenseFileDto, ReleaseOfflineDeviceDto } from './license-files/dto/license-file.dto';
export { amountOf, isCredit, type SentAmount, sentAmount } from './rules/credit-balance';
export { IsMeterAmount } from './meters/dto/meter-amount';
export { remainingOf } from './rules/current-balance';
export { evaluate } from './rules/evaluate';
export { keyHashOf, licenseClaims } from './signed-answers/license-claims';
export { MeterPoolsService } from './meters/meter-pools.service';
export { AssignUsersService } from './seats/assign-users.service';
export { countedLicenses } from './log/counted-licenses';
export { VerificationLogService } from './log/verification-log.service';
export type { ReportedRefusal } from './log/reported-refusal.entity';
export { ReportedRefusalsService } from './log/reported-refusals.service';
export { IS_USABLE, REFUSED, REFUSED_SESSION } from './log/verification.entity';
export { MeterHistoryService, type PeriodUsage } from './meters/meter-history.service';
export { AddMeterGrantDto } from './meters/dto/meter-grant.dto';
export { type ListedGrant, MeterGrantListsService } from './meters/meter-grant-lists.service';
export { CorrectMeterService, type MeterCorrection } from './meters/correct-meter.service';
export type { BehaviorOverrides } from './rules/behavior-overrides';
export { isPastGrace } from './rules/term-rules';
export { REFUSALS } from './rules/verdict';
export { ActiveSessionsService, type EndedSession } from './seats/active-sessions.service';
export { EndLicenseSessionDto, LicenseSessionDto, SESSION_FIELDS } from './sessions/dto/license-session.dto';
export { ReserveSeatsDto } from './sessions/dto/seat-reservation.dto';
export { SeatReservationsService, type UsedReservation } from './sessions/seat-reservations.service';
export { SEAT_USAGE_FIELDS, SeatUsageItemDto } from './sessions/dto/seat-usage.dto';
export {
  SEAT_USAGE_BY,
  type SeatUsage,
  type SeatUsageBy,
  type SeatUsageItem,
  SeatUsageService,
} from './sessions/seat-usage.service';
export { hashOf } from './sessions/find-session';
export { LicenseSessionsModule } from './sessions/license-sessions.module';
export { LicenseSessionsService } from './sessions/license-sessions.service';
export type { LicensedSession } from './sessions/list-sessions.service';
export { ResumeSessionService } from './sessions/resume-session.service';
export { type LicenseSeats, MAX_LICENSES, SeatsByLicenseService } from './sessions/seats-by-license.service';
export { type SeatsInUse } from './sessions/seats-in-use.service';
export { type SessionSeries, SessionSeriesService } from './sessions/session-series.service';
export { type ConfirmedTrial, LINKS_PER_DAY, TrialConfirmationsService } from './trials/trial-confirmations.service';
export { stateCondition } from './trials/trial-states';
export { TRIAL_STATES, type TrialState } from './trials/trial.entity';
export { type TrialFilter, TrialsService } from './trials/trials.service';
export { isLeftOutOfFeeds } from './update-feeds/feed-formats';
export { paragraphs } from './update-feeds/formats/wordpress';
export { iconsOf, type WordPressFacts, wordPressFacts } from './update-feeds/wordpress-facts';
export { DownloadTicketsService } from './updates/download-tickets.service';
export { ReleaseDownloadsService } from './updates/release-downloads.service';
export { artifactUrl, fileUrl } from './updates/release-urls';
export type { UpdateAccess } from './updates/update-access.service';
export { UpdatesModule } from './updates/updates.module';

/** Plug-ins may use these names of the room. */
export { AssessLicenseService } from './assessment/assess-license.service';
export { type Activated, ActivateLicenseService } from './calls/activate-license.service';
export { CheckLicenseService } from './calls/check-license.service';
export { ClientCallsModule } from './calls/client-calls.module';
export { DeactivateActivationService } from './calls/deactivate-activation.service';
export { MAX_FINGERPRINT } from './calls/dto/client-call.dto';
export { FindActivationService, type LicensedActivation } from './calls/find-activation.service';
export { ReactivateActivationService } from './calls/reactivate-activation.service';
export { CallObserver, type ObservedCall } from './extension/call-observer';
export { LicenseRule } from './extension/license-rule';
export type { IssuedLicenseFile } from './license-files/write-license-file.service';
export type { Operation } from './log/verification.entity';
export { MeterPoolsService } from './meters/meter-pools.service';
export type { Assessment, VerificationScope } from './rules/assessment';
export type { CheckedLicense } from './rules/checked-license';
export type { Countries } from './rules/country-rules';
export { MeterGrantsService } from './meters/meter-grants.service';
export { shownAmount } from './rules/credit-balance';
export { capacityOf, type CurrentBalance, mostOf } from './rules/current-balance';
export { nextEndOf } from './rules/draw-order';
export type { LicenseContext, VerificationRequest } from './rules/license-context';
export {
  errorOf,
  isUsableCode,
  messageOf,
  VERDICT_CODES,
  type VerdictCode,
  type VerificationResult,
} from './rules/verdict';
export { LicenseRefused } from './rules/verification.errors';
export { ListSessionsService } from './sessions/list-sessions.service';
export { TrialOffersService } from './trials/trial-offers.service';
export { Trial } from './trials/trial.entity';
export type { Download } from './updates/release-downloads.service';
export { UpdateAccessService } from './updates/update-access.service';
export { MeterUsageModule } from './meters/meter-usage.module';
export { PastedCode } from './license-files/dto/pasted-code';
export { endOfUse } from './rules/term-rules';
export { EndSessionService } from './sessions/end-session.service';
export { SeatsInUseService } from './sessions/seats-in-use.service';
export { ReserveSeatsDto } from './sessions/dto/seat-reservation.dto';
export { SeatReservationsService, type UsedReservation } from './sessions/seat-reservations.service';
export { SEAT_USAGE_FIELDS, SeatUsageItemDto } from './sessions/dto/seat-usage.dto';
export { SEAT_USAGE_BY, type SeatUsage, type SeatUsageBy, SeatUsageService } from './sessions/seat-usage.service';
export { type WaitingPlace, WaitingLineService } from './sessions/waiting-line.service';

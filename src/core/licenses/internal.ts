/** One plug-in of this repository alone uses each of these names: they are no part of the package. */
export { ACTIVATION_KINDS } from './activations/activation.entity';
export { IS_USE } from './activations/free-hosts.service';
export type { DomainComparison } from './domains/domains';
export { featuresAt, missingAt } from './grants/effective-grants';
export { ResolveLicensesService } from './grants/resolve-licenses.service';
export { ARCHIVED_KEYS } from './licenses/archived-keys';
export { KeySpellingService } from './licenses/key-spelling.service';
export { LEARNED_FROM } from './licenses/learned-license';
export { LicenseProductsService } from './licenses/license-products.service';
export { effectiveType, statusOf } from './licenses/license-status';
export { startsWithUse, type TermChange } from './licenses/license-term';
export type { LicenseState } from './licenses/license-status';
export { PooledKey } from './licenses/pooled-key.entity';
export { livePools, type RelayPool } from './licenses/relay-pools';
export { RetiredKey } from './licenses/retired-key.entity';
export { changeQueueKey, checkQueueKey, normalFormOf, typedForms } from './licenses/typed-key';
export { SessionReservation } from './sessions/session-reservation.entity';
export { expiryOf, heartbeatIntervalOf, SESSION_ENDS, type SessionTimes } from './sessions/license-session.entity';

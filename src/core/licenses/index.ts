/** Plug-ins may use these names of the room. */
export { Activation, ACTIVATION_KINDS } from './activations/activation.entity';
export type { Device } from './activations/device';
export { type DomainComparison, normalizeDomain, normalizeDomainPattern } from './domains/domains';
export { isLocalDomain } from './domains/local-domain';
export { entitlementsAt, featuresAt } from './grants/effective-grants';
export { GrantsService } from './grants/grants.service';
export { ResolveLicensesService } from './grants/resolve-licenses.service';
export { IssueLicensesService, type NewLicense } from './issuing/issue-licenses.service';
export { LicenseFile } from './license-files/license-file.entity';
export { LicensesModule } from './licenses.module';
export { ARCHIVED_KEYS } from './licenses/archived-keys';
export { eventPayload } from './licenses/event-payload';
export { KeyLookupsService } from './licenses/key-lookups.service';
export { KeyPool } from './licenses/key-pool.entity';
export { KeySpellingService } from './licenses/key-spelling.service';
export { LEARNED_FROM } from './licenses/learned-license';
export { LicenseKeysService } from './licenses/license-keys.service';
export { LicenseProductsService } from './licenses/license-products.service';
export { effectiveType, statusOf } from './licenses/license-status';
export { isTermPending, startsWithUse, type TermChange } from './licenses/license-term';
export { identifierOf, LicenseUser } from './licenses/license-user.entity';
export {
  License,
  LICENSE_STATUSES,
  LICENSE_TYPES,
  type LicenseState,
  type LicenseStatus,
} from './licenses/license.entity';
export { PooledKey } from './licenses/pooled-key.entity';
export { RetiredKey } from './licenses/retired-key.entity';
export { changeQueueKey, checkQueueKey, LICENSE_NAMES } from './licenses/typed-key';
export { type LicenseOrder, type LicenseSale, LicenseSales } from './sales/license-sales';
export { Purchases } from './sales/purchases';
export {
  expiryOf,
  heartbeatIntervalOf,
  LicenseSession,
  SESSION_ENDS,
  type SessionTimes,
} from './sessions/license-session.entity';

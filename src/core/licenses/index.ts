/** Plug-ins may use these names of the room. */
export { Activation } from './activations/activation.entity';
export type { Device } from './activations/device';
export { normalizeDomain, normalizeDomainPattern } from './domains/domains';
export { isLocalDomain } from './domains/local-domain';
export { entitlementsAt } from './grants/effective-grants';
export { GrantsService } from './grants/grants.service';
export { IssueLicensesService, type NewLicense } from './issuing/issue-licenses.service';
export { LicenseFile } from './license-files/license-file.entity';
export { LicensesModule } from './licenses.module';
export { eventPayload } from './licenses/event-payload';
export { KeyLookupsService } from './licenses/key-lookups.service';
export { KeyPool } from './licenses/key-pool.entity';
export { LicenseKeysService } from './licenses/license-keys.service';
export { isTermPending } from './licenses/license-term';
export {
  License,
  LICENSE_STATUSES,
  LICENSE_TYPES,
  type LicenseStatus,
  type LicenseType,
} from './licenses/license.entity';
export { LICENSE_NAMES } from './licenses/typed-key';
export { type LicenseOrder, type LicenseSale, LicenseSales } from './sales/license-sales';
export { Purchases } from './sales/purchases';
export { LicenseSession } from './sessions/license-session.entity';
export { identifierOf, LicenseUser } from './licenses/license-user.entity';
